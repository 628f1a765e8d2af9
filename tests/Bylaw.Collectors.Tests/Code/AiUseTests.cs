using Bylaw.Collectors.Tests.Models;

namespace Bylaw.Collectors.Tests.Code;

public sealed class AiUseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.py", "import os, openai as o\n", "sdk", "OpenAI", 1)]
    [InlineData("a.py", "\nfrom google import genai\n", "sdk", "Google Gemini", 2)]
    [InlineData("a.py", "client = boto3.client('bedrock-runtime')\n", "sdk", "Amazon Bedrock", 1)]
    [InlineData("a.ts", "import Anthropic from '@anthropic-ai/sdk';\n", "sdk", "Anthropic", 1)]
    [InlineData("a.js", "const { x } = require(\"@langchain/core/messages\")\n", "sdk", "LangChain", 1)]
    [InlineData("A.cs", "using Azure.AI.OpenAI.Chat;\n", "sdk", "OpenAI", 1)]
    [InlineData("a.go", "import (\n\t\"github.com/openai/openai-go/option\"\n)\n", "sdk", "OpenAI", 2)]
    [InlineData("A.java", "import dev.langchain4j.model.chat.ChatModel;\n", "sdk", "LangChain", 1)]
    [InlineData("a.rs", "use qdrant_client::Qdrant;\n", "sdk", "Qdrant", 1)]
    [InlineData("n.ipynb", """{"cells":[{"cell_type":"markdown","source":["import openai"]},{"cell_type":"code","source":["x = 1\n","import torch\n"]}]}""", "sdk", "PyTorch", 2)]
    [InlineData("requirements-dev.txt", "# openai\nllama-index-core[extra]>=0.1\n", "sdk", "LlamaIndex", 2)]
    [InlineData("pyproject.toml", "[project]\nname = \"x\"\ndependencies = [\n  \"chromadb>=1\",\n]\n", "sdk", "Chroma", 4)]
    [InlineData("package.json", "{\n \"dependencies\": {\n  \"ai\": \"5\"\n }\n}", "sdk", "AI SDK", 3)]
    [InlineData("package-lock.json", """{"packages":{"node_modules/a/node_modules/openai":{"version":"1"}}}""", "sdk", "OpenAI", 1)]
    [InlineData("uv.lock", "[[package]]\nname = \"litellm\"\n", "sdk", "LiteLLM", 2)]
    [InlineData("go.mod", "require (\n\tgithub.com/mark3labs/mcp-go v0.1.0\n)\n", "sdk", "Model Context Protocol", 2)]
    [InlineData("App.csproj", "<PackageReference Include=\"Microsoft.SemanticKernel\" Version=\"1\" />", "sdk", "Semantic Kernel", 1)]
    [InlineData(".env", "A=1\nexport OPENAI_API_KEY=\n", "env", "OPENAI_API_KEY", 2)]
    [InlineData("app.yaml", "url: https://api.mistral.ai/v1\n", "endpoint", "Mistral AI", 1)]
    [InlineData("prompts/system.md", "You help.\n", "prompt", "prompt file", 0)]
    [InlineData(".mcp.json", """{"mcpServers":{"a":{"command":"x"}}}""", "sdk", "Model Context Protocol", 0)]
    [InlineData("m/model.safetensors", "\0", "model_file", "model file .safetensors", 0)]
    public async Task A_sign_of_ai_is_found_at_its_place(string path, string text, string kind, string name, int line)
    {
        _folder.Write(path, text);

        var answer = await Collecting.RunAsync(_folder, "code-ai-use");

        var signal = Assert.Single(answer.Documents).Spec["ai_signals"]!.AsArray().Single(s => s!["kind"]!.ToString() == kind && s["name"]!.ToString() == name)!;
        Assert.Equal((path, line), (signal["path"]!.ToString(), signal["line"]?.GetValue<int>() ?? 0));
    }

    [Theory]
    [InlineData("a.py", "\"\"\"\nimport openai\n\"\"\"\nimport os\nimport openaix\n")]
    [InlineData("README.md", "set OPENAI_API_KEY and call https://api.openai.com\n")]
    [InlineData("node_modules/openai/index.js", "import x from 'openai'\n")]
    [InlineData("a.ts", "// import x from 'openai'\nimport y from './ai';\n")]
    [InlineData("package.json", """{"dependencies":{"openai-like":"1","rail":"2"}}""")]
    public async Task What_only_looks_like_ai_is_none(string path, string text)
    {
        _folder.Write(path, text);

        var answer = await Collecting.RunAsync(_folder, "code-ai-use");

        Assert.Empty(Assert.Single(answer.Documents).Spec["ai_signals"]!.AsArray());
    }

    [Fact]
    public async Task A_vector_store_in_the_code_derives_that_the_system_retrieves()
    {
        _folder.Write("a.py", "import chromadb\nimport openai\n");

        var answer = await Collecting.RunAsync(_folder, "system-code");

        Assert.Equal("""{"uses_retrieval":true,"generates":["text"]}""", Assert.Single(answer.Documents).Spec.ToJsonString());
    }
}
