using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.BadCredit;

/// <summary>Imports entries from a file. Two rows are the same entry where firm, source and listing day are.</summary>
internal static class ImportBadCreditEntries
{
    private const string CodeColumn = "统一社会信用代码";
    private const string LiftedColumn = "移出日期";

    private static readonly ImportSheet<EntryRow> Sheet = new(Read, required: [CodeColumn, "失信事由", "信息来源", "列入日期"], optional: [LiftedColumn]);

    public static async Task<ImportReport> RunAsync(Store store, ServerCallContext call, IAsyncStreamReader<ImportChunk> chunks)
    {
        var file = await ImportFile.ReceiveAsync(chunks, call.CancellationToken);
        var rows = Sheet.Read(file)
            .RejectRepeated(CodeColumn, Key)
            .Check(row => row.Value.LiftedOn < row.Value.ListedOn
                ? row.Problem(LiftedColumn, ErrorReason.CellOutOfRange, "移出日期不能早于列入日期。", "An entry cannot be lifted before it was listed.")
                : null);
        return await store.ChangeAsync(call, file.Options.RequestId, file.Request, async change =>
        {
            // One import at a time: what is not there now cannot come before the commit, save by a single entry, which the index refuses.
            await change.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('import bad_credit_entry', 0))");
            var fresh = rows.RejectExisting(CodeColumn, Key, await ExistingAsync(change, rows.Good));
            var ids = await InsertAsync(change, [.. fresh.Accepted.Select(row => row.Value)]);
            change.Audit("bad-credit.import", "bad-credit-entry", "import", new { rows = ids.Count });
            return fresh.Report(Languages.Of(call), ids);
        });
    }

    private static EntryRow Read(RowReader row) => new()
    {
        OrganisationCode = row.CreditCode(CodeColumn),
        Reason = row.Text("失信事由", max: 300),
        Source = row.Text("信息来源", max: 300),
        ListedOn = row.Date("列入日期"),
        LiftedOn = row.OptionalDate(LiftedColumn),
    };

    private static (string Code, string Source, DateOnly ListedOn) Key(EntryRow row) => (row.OrganisationCode, row.Source, row.ListedOn);

    private static async Task<IEnumerable<(string Code, string Source, DateOnly ListedOn)>> ExistingAsync(Change change, IReadOnlyList<ImportRow<EntryRow>> rows)
    {
        const string sql = "select organisation_code, source, listed_on from bad_credit_entry where organisation_code = any(@codes)";
        return await change.QueryAsync<(string Code, string Source, DateOnly ListedOn)>(sql, new { codes = rows.Select(row => row.Value.OrganisationCode).Distinct().ToArray() });
    }

    private static async Task<IReadOnlyList<string>> InsertAsync(Change change, IReadOnlyList<EntryRow> rows)
    {
        const string sql = """
            insert into bad_credit_entry (entry_id, organisation_code, reason, source, listed_on, lifted_on, created_at)
            select id, code, reason, source, listed, lifted, @Now
            from unnest(@ids, @codes, @reasons, @sources, @listed, @lifted) as r (id, code, reason, source, listed, lifted)
            """;
        var ids = rows.Select(_ => change.NewId()).Order().ToArray();
        await change.ExecuteAsync(sql, new
        {
            ids,
            change.Now,
            codes = rows.Select(row => row.OrganisationCode).ToArray(),
            reasons = rows.Select(row => row.Reason).ToArray(),
            sources = rows.Select(row => row.Source).ToArray(),
            listed = rows.Select(row => row.ListedOn).ToArray(),
            lifted = rows.Select(row => row.LiftedOn).ToArray(),
        });
        return Array.ConvertAll(ids, id => id.ToString());
    }
}
