using System.Collections.Concurrent;
using Platform.Demo.Access;
using Platform.Identity.V1;

namespace Platform.Demo.Job;

/// <summary>Sessions of the organisations that act in the job, each by a machine client of its own that the admin makes.</summary>
public sealed class Parties(JobContext job, Vault vault)
{
    private const string Enterprise = "enterprise";
    private const string University = "university";
    private const string Reviewer = "reviewer";
    private const string Official = "official";
    private readonly ConcurrentDictionary<string, Lazy<Task<Session>>> _sessions = new(StringComparer.Ordinal);

    public Task<Session> EnterpriseAsync(string code) => OfAsync(code, code, Enterprise);

    public Task<Session> UniversityAsync(string code) => OfAsync(code, code, University);

    /// <summary>Another person of a university: what one submits, a second approves.</summary>
    public Task<Session> SecondUniversityAsync(string code) => OfAsync($"{University}-2-{code}", code, University);

    /// <summary>Another official of the body that runs the batch: what one proposes, a second approves.</summary>
    public Task<Session> SecondOfficialAsync() => OfAsync($"{Official}-2", job.OfficialOrganisation, Official);

    /// <summary>An official of another department.</summary>
    public Task<Session> DepartmentAsync(string code) => OfAsync($"{Official}-{code}", code, Official);

    /// <param name="number">From 1.</param>
    public Task<Session> ReviewerAsync(int number) => OfAsync($"{Reviewer}-{number}", job.OfficialOrganisation, Reviewer);

    /// <summary>One client a party, also where several steps ask for it at once.</summary>
    private Task<Session> OfAsync(string party, string organisation, string role) =>
        _sessions.GetOrAdd(party, _ => new Lazy<Task<Session>>(async () => await KeptAsync(party) ?? await NewAsync(party, organisation, role))).Value;

    /// <summary>The session of a client made earlier; null where there is none, or where the platform has forgotten it.</summary>
    private async Task<Session?> KeptAsync(string party)
    {
        if (vault.ClientOf(party) is not { } client)
            return null;
        try
        {
            var session = job.Connections.As(client);
            await session.SignInAsync(job.Cancellation);
            return session;
        }
        catch (SignInRefused)
        {
            return null;
        }
    }

    private async Task<Session> NewAsync(string party, string organisation, string role)
    {
        var request = new CreateMachineClientRequest
        {
            ClientId = $"demo-{party.ToLowerInvariant()}",
            DisplayName = $"demo {party}",
            OrganisationCode = organisation,
            Roles = { role },
        };
        try
        {
            return await MakeAsync(party, request);
        }
        catch (CallFailure failure) when (failure.Reason == "ALREADY_EXISTS")
        {
            // Its secret is not known here, or the answer that told it was lost: another client of the same party.
            request.ClientId = $"{request.ClientId}-{job.NewRequestId()[^12..]}";
            return await MakeAsync(party, request);
        }
    }

    private async Task<Session> MakeAsync(string party, CreateMachineClientRequest request)
    {
        var made = await job.Official.Accounts.CreateMachineClientAsync(request, cancellationToken: job.Cancellation);
        var client = new Credential(made.ClientId, made.ClientSecret);
        vault.Keep(party, client);
        return job.Connections.As(client);
    }
}
