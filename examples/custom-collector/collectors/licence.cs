// States the licence that stands beside a dataset. Run with `dotnet run licence.cs`; no project file is needed.
using System.Text.Json.Nodes;

var task = JsonNode.Parse(Console.In.ReadToEnd())!;
var licence = File.ReadAllText(task["paths"]![0]!.ToString()).Trim();
Console.WriteLine("{\"spec\": {\"licence\": {\"spdx\": \"" + licence + "\"}}}");
