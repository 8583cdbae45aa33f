using Platform.Chassis.Hosting;

var host = ServiceHost.Create(args, "talent-matching", typeof(Program).Assembly);
return await host.RunAsync(_ => { });

public partial class Program;
