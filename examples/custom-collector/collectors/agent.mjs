// States the models and tools of an agent from a settings file of your own.
import { readFileSync } from "node:fs";

const task = JSON.parse(readFileSync(0, "utf8"));
const settings = JSON.parse(readFileSync(task.paths[0], "utf8"));
console.log(JSON.stringify({
  spec: { id: task.subject.name, model_ids: [settings.model], tools: settings.tools.map((name) => ({ name })) },
}));
