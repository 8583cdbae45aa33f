using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Platform.Portal.Session;

/// <summary>What the authority gave for one signed-in person.</summary>
public sealed record TokenSet(string AccessToken, string? RefreshToken, string? IdToken, DateTimeOffset Expires);

/// <summary>
/// The tokens of signed-in people. They stay in this process: the browser's cookie carries only the session's id, so a
/// restart asks everyone to sign in again, which the authority answers without a password while its own session lasts.
/// </summary>
public sealed class Sessions(IOptionsMonitor<OpenIdConnectOptions> options, TimeProvider clock, ILogger<Sessions> log)
{
    private static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Keeps the tokens and returns the id of the new session.</summary>
    public string Open(TokenSet tokens)
    {
        foreach (var (old, entry) in _entries)
            if (clock.GetUtcNow() - entry.Used > Idle)
                _entries.TryRemove(old, out _);
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        _entries[id] = new Entry(tokens) { Used = clock.GetUtcNow() };
        return id;
    }

    public bool Holds(string? id) => id is not null && _entries.ContainsKey(id);

    /// <summary>Forgets the session; returns its tokens, so that the authority can be told.</summary>
    public TokenSet? Close(string? id) => id is not null && _entries.TryRemove(id, out var entry) ? entry.Tokens : null;

    /// <summary>A token that is good for now, renewed where it is about to expire; null where the session has ended.</summary>
    public async Task<string?> AccessTokenAsync(string? id, CancellationToken cancellation)
    {
        if (id is null || !_entries.TryGetValue(id, out var entry))
            return null;
        entry.Used = clock.GetUtcNow();
        if (entry.Tokens.Expires - entry.Used > Early)
            return entry.Tokens.AccessToken;
        await entry.Gate.WaitAsync(cancellation);
        try
        {
            if (entry.Tokens.Expires - clock.GetUtcNow() > Early)
                return entry.Tokens.AccessToken;
            entry.Tokens = await RenewAsync(entry.Tokens, cancellation);
            return entry.Tokens.AccessToken;
        }
        catch (RenewalRefusedException refused)
        {
            Log.Refused(log, refused.Message);
            _entries.TryRemove(id, out _);
            return null;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or InvalidOperationException or IOException)
        {
            // The old token may still do; if not, the service says so.
            Log.Unreachable(log, unreachable);
            return entry.Tokens.AccessToken;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private async Task<TokenSet> RenewAsync(TokenSet old, CancellationToken cancellation)
    {
        if (old.RefreshToken is null)
            throw new RenewalRefusedException("no refresh token was given");
        var oidc = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var authority = await oidc.ConfigurationManager!.GetConfigurationAsync(cancellation);
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = oidc.ClientId!,
            ["refresh_token"] = old.RefreshToken,
        };
        if (!string.IsNullOrEmpty(oidc.ClientSecret))
            form["client_secret"] = oidc.ClientSecret;
        using var body = new FormUrlEncodedContent(form);
        using var answer = await oidc.Backchannel.PostAsync(authority.TokenEndpoint, body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if ((int)answer.StatusCode is >= 400 and < 500)
            throw new RenewalRefusedException($"the authority answered {(int)answer.StatusCode}");
        answer.EnsureSuccessStatusCode();
        var message = new OpenIdConnectMessage(text);
        return new TokenSet(message.AccessToken, message.RefreshToken ?? old.RefreshToken, message.IdToken ?? old.IdToken,
            clock.GetUtcNow() + Lifetime(message));
    }

    internal static TimeSpan Lifetime(OpenIdConnectMessage message) =>
        TimeSpan.FromSeconds(int.TryParse(message.ExpiresIn, System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : 300);

    private sealed class Entry(TokenSet tokens)
    {
        public TokenSet Tokens { get; set; } = tokens;
        public DateTimeOffset Used { get; set; }
        public SemaphoreSlim Gate { get; } = new(1, 1);
    }

    private sealed class RenewalRefusedException(string message) : Exception(message);
}

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "A session ended: {Reason}")]
    public static partial void Refused(ILogger log, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The authority could not be reached to renew a token")]
    public static partial void Unreachable(ILogger log, Exception error);
}
