using System.Text.RegularExpressions;
using Platform.SystemTests;
using Xunit;

namespace Platform.Browser.Tests;

/// <summary>Test classes that share one running platform, one after the other.</summary>
[CollectionDefinition(RunningPlatform.Collection)]
public sealed class RunningPlatformCollection : ICollectionFixture<RunningPlatform>;

/// <summary>The whole platform with the demo city, as `./platform up` leaves it, and the logins that it prints.</summary>
public sealed partial class RunningPlatform : IAsyncLifetime
{
    public const string Collection = "running platform";

    private readonly Launcher _launcher = new();
    private readonly Dictionary<string, Login> _logins = new(StringComparer.Ordinal);

    public sealed record Login(string UserName, string Password, string Organisation);

    public Uri Portal => new(_launcher.Address("PORTAL"));

    public Login this[string userName] => _logins.TryGetValue(userName, out var login)
        ? login
        : throw new InvalidOperationException($"The launcher printed no login '{userName}', only: {string.Join(", ", _logins.Keys)}");

    public IEnumerable<Login> Universities => _logins.Values.Where(login => login.UserName.StartsWith("university", StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        await _launcher.StartFreshAsync();
        var output = await _launcher.RunAsync(["up", "--local"]);
        foreach (Match line in LoginLine().Matches(output))
        {
            var userName = line.Groups["user"].Value;
            _logins[userName] = new Login(userName, line.Groups["password"].Value, line.Groups["organisation"].Value.Trim());
        }
    }

    public async ValueTask DisposeAsync() => await _launcher.RunAsync(["reset"]);

    // 企业  enterprise1  gx9j-9yy6-t2m7  秦皇岛…有限公司
    [GeneratedRegex(@"^ +\S+ {2,}(?<user>[a-z]+\d*) {2,}(?<password>\S+)( {2,}(?<organisation>.+))?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LoginLine();
}
