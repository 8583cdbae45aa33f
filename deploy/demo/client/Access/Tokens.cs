using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Demo.Access;

/// <summary>Access tokens of machine clients: discovery, then the client-credentials grant. A token is kept until shortly before its end.</summary>
public sealed class Tokens(HttpClient http, Settings settings, TimeProvider clock)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, (string Token, DateTimeOffset End)> _held = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);
    private Uri? _endpoint;

    /// <exception cref="JobFailure">The identity host does not answer, or refuses the client.</exception>
    public async Task<string> OfAsync(Credential credential, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_held.TryGetValue(credential.ClientId, out var held) && clock.GetUtcNow() < held.End)
                return held.Token;
            var (token, seconds) = await Patience.RunAsync(
                settings.Patience, clock, () => AskAsync(credential, cancellation), error => error is HttpRequestException, cancellation);
            _held[credential.ClientId] = (token, clock.GetUtcNow() + TimeSpan.FromSeconds(seconds) - Margin);
            return token;
        }
        catch (HttpRequestException error)
        {
            throw new JobFailure($"无法连接 identity（{settings.Authority}）：{error.Message}", $"identity at {settings.Authority} does not answer: {error.Message}");
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Drops a token that a service refused, so that the next call asks for a new one.</summary>
    public void Forget(Credential credential)
    {
        lock (_held)
            _held.Remove(credential.ClientId);
    }

    private async Task<(string Token, int Seconds)> AskAsync(Credential credential, CancellationToken cancellation)
    {
        if (credential.IsPerson)
            return await PersonSignIn.RunAsync(settings, credential, cancellation);
        if (_endpoint is null)
        {
            var discovery = await http.GetFromJsonAsync<JsonElement>(new Uri(settings.Authority, ".well-known/openid-configuration"), cancellation);
            _endpoint = new Uri(discovery.GetProperty("token_endpoint").GetString()!);
        }

        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", credential.ClientId),
            new("client_secret", credential.Secret),
        ]);
        using var answer = await http.PostAsync(_endpoint, form, cancellation);
        if (answer.StatusCode is System.Net.HttpStatusCode.BadRequest or System.Net.HttpStatusCode.Unauthorized)
            throw new SignInRefused(credential.ClientId);
        var content = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellation))!;
        return (content.GetProperty("access_token").GetString()!, content.GetProperty("expires_in").GetInt32());
    }
}

/// <summary>The identity host knows no such client, or another secret.</summary>
public sealed class SignInRefused(string clientId) : Exception($"The identity host refused the client {clientId}.");
