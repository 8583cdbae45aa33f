using Platform.Portal;
using Platform.Portal.Calls;
using Platform.Portal.Files;
using Platform.Portal.Layout;
using Platform.Portal.Letters;
using Platform.Portal.Profile;
using Platform.Portal.Session;
using Platform.Portal.Texts;

// The folder of the binary is the content root, so that the portal starts from any working folder.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseUrls(builder.Configuration["Endpoints:Http"] ?? "http://127.0.0.1:8080");
builder.WebHost.UseStaticWebAssets();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddPortalTheme();
builder.Services.AddPortalTexts();
builder.Services.AddSignIn(builder.Configuration);
builder.Services.AddServiceClients(builder.Configuration);
builder.AddPortalTelemetry();

var app = builder.Build();
app.UseExceptionHandler("/problem/unexpected", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/problem/not-found", createScopeForStatusCodePages: true);
app.UsePortalLanguage();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapPortalHealth();
app.MapLanguageSwitch();
app.MapSignIn();
app.MapFiles();
app.MapPersonalData();
app.MapTransferFiles();
app.MapTransferDocuments();
app.MapDataRooms();
app.MapLetters();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
return 0;

/// <summary>The portal's host; named for tests.</summary>
public sealed partial class Program;
