using System.Text;
using Platform.Demo;
using Platform.Demo.Access;
using Platform.Demo.City;
using Platform.Demo.Job;
using Platform.Demo.Printing;

// A pipe or an old locale must not turn Chinese into question marks.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var printer = new Printer(Console.Out, english: false);
try
{
    var arguments = Arguments.Parse(args, Environment.GetEnvironmentVariable("LANG"));
    printer = new Printer(Console.Out, arguments.English);
    if (arguments.Help)
    {
        Console.WriteLine(Arguments.Usage);
        return 0;
    }

    var settings = Settings.Read(Environment.GetEnvironmentVariable);
    var vault = new Vault(settings.VaultFile);
    if (arguments.Command == "logins")
    {
        Logins.Print(settings, vault, printer);
        return 0;
    }

    using var connections = new Connections(settings, printer.Language, TimeProvider.System);
    switch (arguments.Command)
    {
        case "run":
            await new MainJob(new JobContext(connections, vault, printer, arguments.Options, stop.Token)).RunAsync();
            return 0;
        case "load":
            await Load.RunAsync(new JobContext(connections, vault, printer, arguments.Options with { BatchName = Load.BatchName }, stop.Token), vault);
            return 0;
        default:
            throw new JobFailure($"未知命令：{arguments.Command}（load、run 或 logins）", $"unknown command: {arguments.Command} (load, run or logins)");
    }
}
catch (Exception error)
{
    await Console.Error.WriteLineAsync($"{printer.Pick("错误：", "Error: ")}{printer.Sentence(error)}");
    return 1;
}
