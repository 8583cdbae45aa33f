using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>The choices of the form.</summary>
internal static class GetApplicationForm
{
    public static Task<ApplicationForm> RunAsync() => Task.FromResult(FormCatalogue.Current.ToMessage());
}
