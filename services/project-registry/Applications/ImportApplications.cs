using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// Imports applications as submitted. Two rows are the same application where credit code and project name are. Officials import
/// for any firm, a firm only its own rows.
/// </summary>
internal static class ImportApplications
{
    public static async Task<ImportReport> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, IAsyncStreamReader<ImportChunk> chunks)
    {
        var caller = Caller.Of(call);
        var file = await ImportFile.ReceiveAsync(chunks, call.CancellationToken);
        var batchId = Ids.Optional(file.Options.BatchId, "options.batch_id") ?? throw BatchErrors.NotFound.ToException();
        var rows = ApplicationImportRow.SheetOf(catalogue).Read(file)
            .RejectRepeated(ApplicationImportRow.NameColumn, Key)
            .Check(row => OfOther(row, caller));
        return await store.ChangeAsync(call, file.Options.RequestId, file.Request, async change =>
        {
            // Alone with the batch: what is not there now cannot come before the commit.
            if ((await BatchRow.LockAsync(change, batchId)).State != BatchState.Open)
            {
                throw ApplicationErrors.BatchNotOpen.ToException();
            }

            await SubmissionDeadline.CheckAsync(change, batchId);
            var checkedRows = rows.RejectExisting(ApplicationImportRow.NameColumn, Key, await ExistingAsync(change, batchId, rows.Good));
            var ids = await ImportedApplications.InsertAsync(change, batchId, [.. checkedRows.Accepted.Select(row => row.Value)]);
            change.Audit("batch.import-applications", "batch", batchId.ToString(), new { rows = ids.Count });
            return checkedRows.Report(Languages.Of(call), ids);
        });
    }

    private static (string Code, string Name) Key(ApplicationImportRow row) => (row.OrganisationCode, row.ProjectName);

    private static ImportProblem? OfOther(ImportRow<ApplicationImportRow> row, Caller caller) =>
        caller.Is(Roles.Official) || row.Value.OrganisationCode == caller.OrganisationCode
            ? null
            : row.Problem(ApplicationImportRow.CodeColumn, ErrorReason.OtherOrganisation, "只能导入本单位的申报。", "Only applications of your own organisation can be imported.");

    private static async Task<IEnumerable<(string Code, string Name)>> ExistingAsync(Change change, Guid batchId, IReadOnlyList<ImportRow<ApplicationImportRow>> rows)
    {
        const string sql = """
            select a.organisation_code, a.project_name
            from unnest(@codes, @names) as n (code, name)
            join application a on a.batch_id = @batchId and a.organisation_code = n.code and a.project_name = n.name and a.state <> 10
            """;
        return await change.QueryAsync<(string Code, string Name)>(sql, new
        {
            batchId,
            codes = rows.Select(row => row.Value.OrganisationCode).ToArray(),
            names = rows.Select(row => row.Value.ProjectName).ToArray(),
        });
    }
}
