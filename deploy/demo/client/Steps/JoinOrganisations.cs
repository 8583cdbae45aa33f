using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.City;
using Platform.Demo.Job;
using Platform.Identity.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.Demo.Steps;

/// <summary>
/// Firms, colleges and institutes that the files name and the platform does not know yet are registered by the admin. Firms
/// come with their code; colleges by name, and one that the demo city does not list gets a fictional code.
/// </summary>
internal static class JoinOrganisations
{
    public static readonly Step Step = new("join", "登记文件中尚未加入平台的单位", "Register organisations that have not joined yet", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        var known = (await Lists.OrganisationsAsync(job)).ToDictionary(organisation => organisation.OrganisationCode, organisation => organisation.Name, StringComparer.Ordinal);
        var firms = await MissingFirmsAsync(job, known);
        var unclaimed = await Unclaimed.OfAsync(job);
        var names = known.Values.ToHashSet(StringComparer.Ordinal);
        var shipped = ShippedOrganisations.Read(job.Connections.Settings.DataFolder).ToDictionary(one => one.Name, one => one.Code, StringComparer.Ordinal);
        List<string> schools = [.. unclaimed.Names.Where(name => !names.Contains(name))];

        await job.ForAllAsync(firms, firm => RegisterAsync(job, firm.Key, firm.Value, OrganisationKind.Enterprise));
        foreach (var name in schools)
        {
            if (shipped.GetValueOrDefault(name) is { } code && !known.ContainsKey(code))
                await RegisterAsync(job, code, name, OrganisationKind.University);
            else
                await RegisterByNameAsync(job, name);
        }

        job.Printer.Note(
            $"新登记企业 {firms.Count} 家、高校与科研院所 {schools.Count} 家；平台现有单位 {known.Count + firms.Count + schools.Count} 家",
            $"{firms.Count} firms and {schools.Count} colleges or institutes registered; {known.Count + firms.Count + schools.Count} organisations in all");
        await unclaimed.AwaitAsync(job);
    }

    private static async Task<Dictionary<string, string>> MissingFirmsAsync(JobContext job, Dictionary<string, string> known)
    {
        var firms = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<(string Code, string Name)> named =
        [
            .. job.Applications.Select(application => (application.OrganisationCode, application.OrganisationName)),
            .. (await Lists.TalentNeedsAsync(job)).Select(need => (need.OrganisationCode, need.OrganisationName)),
            .. (await Lists.TechnologyNeedsAsync(job)).Select(need => (need.OrganisationCode, need.OrganisationName)),
        ];
        foreach (var (code, name) in named.Where(firm => !known.ContainsKey(firm.Code)))
            firms.TryAdd(code, name);
        return firms;
    }

    private static Task RegisterAsync(JobContext job, string code, string name, OrganisationKind kind) =>
        job.Official.Organisations.RegisterOrganisationAsync(
            new RegisterOrganisationRequest { OrganisationCode = code, Name = name, Kind = kind, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation).ResponseAsync;

    private static async Task RegisterByNameAsync(JobContext job, string name)
    {
        for (var turn = 0; ; turn++)
        {
            var code = FictionalCodes.Of(name, turn);
            try
            {
                await RegisterAsync(job, code, name, OrganisationKind.University);
                job.Printer.Note($"{name} 没有统一社会信用代码，使用虚构代码 {code}", $"{name} comes without a credit code, the fictional {code} is used");
                return;
            }
            catch (CallFailure failure) when (failure.Reason == "ALREADY_EXISTS" && turn < 5)
            {
                // Another name has this code.
            }
        }
    }

    /// <summary>Talents and listings whose college or owner has not joined, one of each name.</summary>
    private sealed record Unclaimed(IReadOnlyDictionary<string, string> TalentOf, IReadOnlyDictionary<string, string> ListingOf)
    {
        public IEnumerable<string> Names => TalentOf.Keys.Union(ListingOf.Keys, StringComparer.Ordinal);

        public static async Task<Unclaimed> OfAsync(JobContext job)
        {
            var talents = (await Lists.TalentsAsync(job)).Where(talent => talent.CollegeCode.Length == 0).GroupBy(talent => talent.CollegeName, StringComparer.Ordinal);
            var listings = (await Lists.ListingsAsync(job)).Where(listing => listing.OwnerCode.Length == 0).GroupBy(listing => listing.OwnerName, StringComparer.Ordinal);
            return new(
                talents.ToDictionary(group => group.Key, group => group.First().TalentId, StringComparer.Ordinal),
                listings.ToDictionary(group => group.Key, group => group.First().ListingId, StringComparer.Ordinal));
        }

        /// <summary>Registration travels as an event; waits until both services have given the rows their owner.</summary>
        public async Task AwaitAsync(JobContext job)
        {
            foreach (var (name, id) in TalentOf)
                await ClaimedAsync(job, name, async () => (await job.Official.Talents.GetTalentAsync(new GetTalentRequest { TalentId = id }, cancellationToken: job.Cancellation)).CollegeCode);
            foreach (var (name, id) in ListingOf)
                await ClaimedAsync(job, name, async () => (await job.Official.Listings.GetListingAsync(new GetListingRequest { ListingId = id }, cancellationToken: job.Cancellation)).OwnerCode);
        }

        private static async Task ClaimedAsync(JobContext job, string name, Func<Task<string>> owner)
        {
            if (await job.UntilAsync(async () => await owner() is { Length: > 0 } code ? code : null) is null)
            {
                throw new JobFailure(
                    $"{name} 已登记，但 {job.Options.Wait.TotalSeconds} 秒内未认领其人才或成果", $"{name} is registered, but its talents or listings were not claimed within {job.Options.Wait.TotalSeconds} s");
            }
        }
    }
}
