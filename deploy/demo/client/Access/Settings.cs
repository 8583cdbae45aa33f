using System.Globalization;

namespace Platform.Demo.Access;

/// <summary>Where the platform is and with what the client signs in, read from the variables that the launcher sets.</summary>
/// <param name="Authority">The identity host as OpenID Connect issuer.</param>
/// <param name="ClientSecretFile">Secret of the machine client with the roles admin and official that bootstrap made.</param>
/// <param name="VaultFile">Where secrets made by this client are kept; empty keeps them for this run alone.</param>
/// <param name="Patience">How long a call to a host that does not answer is repeated.</param>
public sealed record Settings(
    Uri Authority,
    Uri Portal,
    IReadOnlyDictionary<PlatformHost, Uri> Services,
    string ClientId,
    string ClientSecretFile,
    string AdminUser,
    string AdminPasswordFile,
    string VaultFile,
    string DataFolder,
    TimeSpan Patience)
{
    /// <param name="variable">Value of an environment variable, such as <c>Services__Registry</c>.</param>
    public static Settings Read(Func<string, string?> variable)
    {
        var secretFile = variable("Demo__ClientSecretFile") ?? "";
        var vault = variable("Demo__VaultFile") ?? (secretFile.Length > 0 ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(secretFile))!, "demo.json") : "");
        return new Settings(
            Address("Identity__Authority", 8081),
            Address("Portal__BaseAddress", 8080),
            new Dictionary<PlatformHost, Uri>
            {
                [PlatformHost.Identity] = Address("Services__Identity", 9081),
                [PlatformHost.ProjectRegistry] = Address("Services__Registry", 9082),
                [PlatformHost.TalentMatching] = Address("Services__Talent", 9083),
                [PlatformHost.TechTransfer] = Address("Services__Transfer", 9084),
            },
            variable("Demo__ClientId") ?? "demo",
            secretFile,
            variable("Demo__AdminUser") ?? "admin",
            variable("Demo__AdminPasswordFile") ?? "",
            vault,
            variable("Demo__Data") ?? Path.Combine(AppContext.BaseDirectory, "data"),
            TimeSpan.FromSeconds(double.Parse(variable("Demo__PatienceSeconds") ?? "15", CultureInfo.InvariantCulture)));

        Uri Address(string name, int port) =>
            new(variable(name) ?? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
    }

    /// <summary>The bootstrap client's id and secret.</summary>
    /// <exception cref="JobFailure">The secret's file is not there.</exception>
    public Credential Official => File.Exists(ClientSecretFile)
        ? new Credential(ClientId, File.ReadAllText(ClientSecretFile).Trim())
        : throw new JobFailure(
            $"找不到客户端 {ClientId} 的密钥文件（Demo__ClientSecretFile）", $"the secret file of client {ClientId} is missing (Demo__ClientSecretFile)");
}

/// <summary>The hosts that this client calls.</summary>
public enum PlatformHost
{
    Identity,
    ProjectRegistry,
    TalentMatching,
    TechTransfer,
}

/// <summary>Id and secret of a machine client.</summary>
public sealed record Credential(string ClientId, string Secret)
{
    /// <summary>Whether it is a person's user name and password, who signs in as at the portal.</summary>
    public bool IsPerson { get; init; }
}
