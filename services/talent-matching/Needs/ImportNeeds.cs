using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Needs;

/// <summary>Imports a file of needs: an official's of any firm, a firm's own rows only.</summary>
internal sealed class ImportNeeds(Store store, CurrentTaxonomy current)
{
    public async Task<ImportReport> RunAsync(IAsyncStreamReader<ImportChunk> chunks, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        var file = await ImportFile.ReceiveAsync(chunks, call.CancellationToken);
        return await store.ChangeAsync(call, file.Options.RequestId, file.Request, async change =>
        {
            var rows = new NeedSheet(await current.ForWritingAsync(change)).Read(file)
                .Check(row => caller.Is(Roles.Official) || row.Value.OrganisationCode == caller.OrganisationCode
                    ? null
                    : row.Problem(NeedSheet.Code, ErrorReason.OtherOrganisation, "只能导入本单位的岗位。", "Only posts of your own organisation can be imported."))
                .RejectRepeated(NeedSheet.Title, need => need.Key);
            var accepted = rows.RejectExisting(NeedSheet.Title, need => need.Key, await PostedAsync(change, rows));
            var ids = await StoreAsync(change, [.. accepted.Accepted.Select(row => row.Value with { NeedId = change.NewId() })]);
            change.Audit("talent-need.imported", "talent-need", "", new { rows = ids.Count });
            return accepted.Report(Languages.Of(call), ids);
        });
    }

    private static async Task<IEnumerable<(string, string)>> PostedAsync(Change change, ImportRows<NewNeed> rows)
    {
        const string sql = """
            select organisation_code, title_folded from talent_need
            where organisation_code = any(@codes) and state = 1 and not declared
            """;
        var codes = rows.Good.Select(row => row.Value.OrganisationCode).Distinct().ToArray();
        return (await change.QueryAsync<Posted>(sql, new { codes })).Select(row => (row.OrganisationCode, row.TitleFolded));
    }

    private static async Task<IReadOnlyCollection<string>> StoreAsync(Change change, IReadOnlyList<NewNeed> needs)
    {
        if (needs.Count == 0)
        {
            return [];
        }

        await NeedLocks.NewNeedsAsync(change);
        var stored = await NewNeed.StoreAsync(change, needs);
        if (stored.Count < needs.Count)
        {
            // Someone posted the same between the look and the insert.
            throw CommonErrors.ConcurrentChange.ToException();
        }

        var prioritised = await PoolPriority.GiveAsync(change, [.. needs.Select(need => need.OrganisationCode).Distinct()]);
        await ShortlistQueue.AddAsync(change, [.. stored.Values.Union(prioritised)]);
        return [.. needs.Select(need => stored[need.Key].ToString())];
    }

    private sealed record Posted(string OrganisationCode, string TitleFolded);
}
