using Platform.Chassis.Hosting;

return await Program.Host(args).RunAsync();

public partial class Program
{
    public static ServiceHost Host(string[] args) => ServiceHost.Create(args, "talent-matching", typeof(Program).Assembly);
}
