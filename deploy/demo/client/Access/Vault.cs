using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Demo.Access;

/// <summary>
/// Secrets that this client made on the platform: they are told once, so they are kept beside the launcher's own, in a file
/// that its owner alone reads.
/// </summary>
public sealed class Vault(string file)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Content _content = file.Length > 0 && File.Exists(file) ? JsonSerializer.Deserialize<Content>(File.ReadAllText(file), Json)! : new Content();

    public IReadOnlyList<DemoAccount> Accounts => _content.Accounts;

    /// <param name="party">An organisation's code, or a reviewer's name.</param>
    public Credential? ClientOf(string party)
    {
        lock (_content)
            return _content.Clients.GetValueOrDefault(party);
    }

    public void Keep(string party, Credential client) => Save(() => _content.Clients[party] = client);

    public void Keep(DemoAccount account) => Save(() =>
    {
        _content.Accounts.RemoveAll(other => other.UserName == account.UserName);
        _content.Accounts.Add(account);
    });

    private void Save(Action change)
    {
        lock (_content)
        {
            change();
            if (file.Length == 0)
                return;
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream($"{file}.new", options))
                JsonSerializer.Serialize(stream, _content, Json);
            File.Move($"{file}.new", file, overwrite: true);
        }
    }

    private sealed class Content
    {
        public Dictionary<string, Credential> Clients { get; init; } = new(StringComparer.Ordinal);

        public List<DemoAccount> Accounts { get; init; } = [];
    }
}

/// <summary>A login for people that the demo city has.</summary>
public sealed record DemoAccount(string UserName, string Password, string Role, string OrganisationCode, string OrganisationName);
