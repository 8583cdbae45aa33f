using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Platform.TechTransfer.Matching;

namespace Platform.TechTransfer.Needs;

/// <summary>Imports a file of technology needs. Those of firms with pool projects get their priority at once; all are matched soon after.</summary>
public sealed class ImportNeeds(Store store, Catalogue catalogue)
{
    private readonly ImportSheet<NeedImportRow> _sheet = NeedImportRow.Sheet(catalogue);

    public async Task<ImportReport> HandleAsync(IAsyncStreamReader<ImportChunk> chunks, ServerCallContext call)
    {
        var file = await ImportFile.ReceiveAsync(chunks, call.CancellationToken);
        var caller = Caller.Of(call);
        var rows = _sheet.Read(file)
            .Check(row => caller.Is(Roles.Official) || row.Value.Code == caller.OrganisationCode ? null : OfOthers(row))
            .RejectRepeated(NeedImportRow.TitleColumn, row => (row.Code, row.TitleKey));
        return await store.ChangeAsync(call, file.Options.RequestId, file.Request, async change =>
        {
            await PoolPriority.LockAllFirmsAsync(change);
            var known = await KnownAsync(change, rows.Good);
            var declared = known.Where(need => need.Declared).ToDictionary(need => (need.OrganisationCode, need.TitleKey), need => need.NeedId);
            var taken = known.Select(need => (need.OrganisationCode, need.TitleKey)).Except(declared.Keys);
            var fresh = rows.RejectExisting(NeedImportRow.TitleColumn, row => (row.Code, row.TitleKey), taken);
            var ids = await StoreNeeds.RunAsync(change, fresh.Accepted, declared);
            if (ids.Count > 0)
            {
                await PoolPriority.AssignAsync(change, [.. fresh.Accepted.Select(row => row.Value.Code).Distinct()]);
                await MatchWork.ForAsync(change, ids.ToArray());
                change.Audit("need.import", "technology_need", ids[0].ToString(), new { rows = ids.Count });
            }

            return fresh.Report(Languages.Of(call), [.. ids.Select(id => id.ToString())]);
        });
    }

    private static ImportProblem OfOthers(ImportRow<NeedImportRow> row) => row.Problem(
        NeedImportRow.CodeColumn, ErrorReason.OtherOrganisation, "只能导入本企业的技术需求。", "Only needs of your own firm can be imported.");

    private static Task<IReadOnlyList<KnownNeed>> KnownAsync(Change change, IReadOnlyList<ImportRow<NeedImportRow>> rows)
    {
        const string sql = """
            select n.need_id, n.organisation_code, n.title_key, n.declared and n.state = 1 as declared
            from technology_need n
            join unnest(@codes, @titles) as r (code, title) on n.organisation_code = r.code and n.title_key = r.title
            where n.state <> 3
            """;
        return change.QueryAsync<KnownNeed>(sql, new
        {
            codes = rows.Select(row => row.Value.Code).ToArray(),
            titles = rows.Select(row => row.Value.TitleKey).ToArray(),
        });
    }

    /// <param name="Declared">Opened from an application and not yet filled in: a post of its title does so.</param>
    private sealed record KnownNeed(Guid NeedId, string OrganisationCode, string TitleKey, bool Declared);
}
