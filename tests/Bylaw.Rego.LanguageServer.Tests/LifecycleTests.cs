namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>How a session begins and ends, and what becomes of messages that are none.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task A_session_that_is_shut_down_before_exit_ends_with_0()
    {
        var client = await TestClient.StartAsync(null);

        Assert.Equal(0, await client.StopAsync());
    }

    [Fact]
    public async Task An_exit_without_shutdown_ends_with_1()
    {
        var client = await TestClient.StartAsync(null);

        await client.NotifyAsync("exit", null);

        Assert.Equal(1, await client.Exit.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_client_that_disappears_ends_the_server_with_1()
    {
        var client = await TestClient.StartAsync(null);

        await client.VanishAsync();

        Assert.Equal(1, await client.Exit.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_parent_process_that_is_gone_ends_the_server()
    {
        using var parent = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("cat") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var client = TestClient.Connect();
        await client.InitializeAsync(null, processId: parent.Id);
        Assert.False(client.Exit.IsCompleted);

        parent.StandardInput.Close();

        Assert.Equal(1, await client.Exit.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_request_before_initialize_is_refused_with_the_protocols_code()
    {
        await using var client = TestClient.Connect();

        var error = await Assert.ThrowsAsync<ServerErrorException>(() => client.AskAsync("textDocument/hover", "/a.rego", (0, 0)));

        Assert.Equal(-32002, error.Code);
    }

    [Fact]
    public async Task A_request_after_shutdown_and_a_second_initialize_are_refused()
    {
        await using var client = await TestClient.StartAsync(null);
        Assert.Equal(-32600, (await Assert.ThrowsAsync<ServerErrorException>(() => client.InitializeAsync(null))).Code);
        await client.RequestAsync("shutdown", null);

        var error = await Assert.ThrowsAsync<ServerErrorException>(() => client.AskAsync("textDocument/hover", "/a.rego", (0, 0)));

        Assert.Equal(-32600, error.Code);
    }

    [Fact]
    public async Task An_unknown_method_and_wrong_parameters_are_told_apart()
    {
        await using var client = await TestClient.StartAsync(null);

        Assert.Equal(-32601, (await Assert.ThrowsAsync<ServerErrorException>(() => client.RequestAsync("textDocument/nonsense", new { }))).Code);
        Assert.Equal(-32602, (await Assert.ThrowsAsync<ServerErrorException>(() => client.RequestAsync("textDocument/hover", new { textDocument = 7 }))).Code);
        Assert.Equal(-32602, (await Assert.ThrowsAsync<ServerErrorException>(() => client.RequestAsync("textDocument/hover", new { }))).Code);
        Assert.Equal(-32602, (await Assert.ThrowsAsync<ServerErrorException>(() => client.RequestAsync("workspace/executeCommand", new { command = "rm", arguments = new[] { "x" } }))).Code);
    }

    [Theory]
    [InlineData("{nonsense", -32700)]
    [InlineData("", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":7}""", -32600)]
    [InlineData("[]", -32600)]
    [InlineData("17", -32600)]
    public async Task A_malformed_message_is_answered_with_an_error_and_the_session_goes_on(string message, int code)
    {
        await using var client = await TestClient.StartAsync(null);

        await client.SendAsync(message);

        Assert.Equal(code, (int)(await client.NoteAsync("error"))!["code"]!);
        Assert.NotNull(await client.RequestAsync("workspace/symbol", new { query = "" }));
    }

    [Fact]
    public async Task A_notification_with_wrong_parameters_harms_nothing()
    {
        await using var client = await TestClient.StartAsync(null);

        await client.NotifyAsync("textDocument/didChange", new { textDocument = new { uri = "file:///nobody.rego", version = 3 }, contentChanges = new[] { new { text = "x" } } });
        await client.NotifyAsync("textDocument/didOpen", new { wrong = true });
        await client.NotifyAsync("$/unknown", new { });

        Assert.NotNull(await client.RequestAsync("workspace/symbol", new { query = "" }));
    }
}
