using Platform.Chassis.Hosting;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Matching;
using Platform.TechTransfer.Needs;
using Platform.TechTransfer.Negotiations;

return await Program.Host(args).RunAsync();

public partial class Program
{
    public static ServiceHost Host(string[] args)
    {
        var host = ServiceHost.Create(args, "tech-transfer", typeof(Program).Assembly);
        return host.Map(app =>
        {
            app.MapGrpcService<ListingService>();
            app.MapGrpcService<TechnologyNeedService>();
            app.MapGrpcService<MatchService>();
            app.MapGrpcService<NegotiationService>();
        });
    }
}
