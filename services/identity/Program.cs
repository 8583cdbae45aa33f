using Microsoft.Extensions.Options;
using OpenIddict.Server;
using Platform.Chassis.Hosting;
using Platform.Identity.Accounts;
using Platform.Identity.Commands;
using Platform.Identity.Organisations;
using Platform.Identity.SignIn;
using Platform.Identity.Tokens;
using Platform.Talent.V1;

return args is [BootstrapCommand.Name, ..] ? await BootstrapCommand.RunAsync(Host(args)) : await Host(args).RunAsync();

public partial class Program
{
    public static ServiceHost Host(string[] args)
    {
        var host = ServiceHost.Create(args, "identity", typeof(Program).Assembly);
        // What these say of each request is for debugging, and some of it is personal.
        foreach (var category in (string[])["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "OpenIddict"])
            host.Builder.Logging.AddFilter(category, LogLevel.Warning);

        host.Services.AddSignIn();
        host.Services.AddTokenServer(host.Configuration);
        host.Services.AddHealthChecks().AddCheck<Upkeep>("portal-client");
        host.Events.Handle<TalentErased, OnTalentErased>();
        return host.Map(app =>
        {
            // Reads or makes the keys now: without them the host must not start.
            _ = app.Services.GetRequiredService<IOptions<OpenIddictServerOptions>>().Value;
            app.MapGrpcService<OrganisationService>();
            app.MapGrpcService<AccountService>();
            app.MapRazorPages();
            app.MapPost(TokenEndpoint.Path, TokenEndpoint.HandleAsync).AllowAnonymous();
        });
    }
}
