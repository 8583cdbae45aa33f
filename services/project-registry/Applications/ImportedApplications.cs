using Google.Protobuf.WellKnownTypes;
using Npgsql;
using NpgsqlTypes;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Writes imported rows with two COPYs, however many: the applications, and the same as their first submissions.</summary>
internal static class ImportedApplications
{
    private const string Copy = """
        copy application (application_id, batch_id, project_name, organisation_code, organisation_name, industry, track,
            total_investment_cny_fen, rd_investment_cny_fen, equipment_localisation_bp, on_industrial_internet, summary,
            talent_need_titles, talent_need_headcounts, technology_needs, contact_name, contact_phone, state, created_at, submitted_at, district, from_file)
        from stdin (format binary)
        """;

    private const string CopySubmissions = """
        copy application_submission (application_id, number, submitted_at, submitted_by, content) from stdin (format binary)
        """;

    /// <returns>Ids in the order of the rows; they ascend, so that lists and ties follow the file.</returns>
    public static async Task<IReadOnlyList<string>> InsertAsync(Change change, Guid batchId, IReadOnlyList<ApplicationImportRow> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var ids = rows.Select(_ => change.NewId()).Order().ToList();
        await using (var writer = await change.Connection.BeginBinaryImportAsync(Copy, change.Cancellation))
        {
            foreach (var (id, row) in ids.Zip(rows))
            {
                await WriteAsync(writer, change, id, batchId, row);
            }

            await writer.CompleteAsync(change.Cancellation);
        }

        await FileAsync(change, ids.Zip(rows, (id, row) => Of(row, id, batchId, change.Now)));
        foreach (var id in ids)
        {
            change.Audit("application.import", "application", id.ToString());
        }

        return ids.ConvertAll(id => id.ToString());
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter writer, Change change, Guid id, Guid batchId, ApplicationImportRow row)
    {
        var cancellation = change.Cancellation;
        await writer.StartRowAsync(cancellation);
        await writer.WriteAsync(id, NpgsqlDbType.Uuid, cancellation);
        await writer.WriteAsync(batchId, NpgsqlDbType.Uuid, cancellation);
        await writer.WriteAsync(row.ProjectName, NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(row.OrganisationCode, NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(row.OrganisationName, NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(row.Industry, NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(row.Track, NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(row.TotalInvestmentCnyFen, NpgsqlDbType.Bigint, cancellation);
        await writer.WriteAsync(row.RdInvestmentCnyFen, NpgsqlDbType.Bigint, cancellation);
        await writer.WriteAsync(row.EquipmentLocalisationBp, NpgsqlDbType.Integer, cancellation);
        await writer.WriteAsync(row.OnIndustrialInternet, NpgsqlDbType.Boolean, cancellation);
        await writer.WriteAsync(row.Summary, NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(row.TalentNeeds.Select(need => need.Word).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(row.TalentNeeds.Select(need => need.Number).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellation);
        await writer.WriteAsync(row.TechnologyNeeds.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(row.ContactName, NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(row.ContactPhone, NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync((short)ApplicationSteps.Take(ApplicationState.Draft, ApplicationStep.Submit), NpgsqlDbType.Smallint, cancellation);
        await writer.WriteAsync(change.Now.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
        await writer.WriteAsync(change.Now.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
        await writer.WriteAsync(row.District, NpgsqlDbType.Text, cancellation);
        await writer.WriteAsync(true, NpgsqlDbType.Boolean, cancellation);
    }

    private static async Task FileAsync(Change change, IEnumerable<Application> applications)
    {
        var cancellation = change.Cancellation;
        await using var writer = await change.Connection.BeginBinaryImportAsync(CopySubmissions, cancellation);
        foreach (var application in applications)
        {
            await writer.StartRowAsync(cancellation);
            await writer.WriteAsync(Guid.Parse(application.ApplicationId), NpgsqlDbType.Uuid, cancellation);
            await writer.WriteAsync(1, NpgsqlDbType.Integer, cancellation);
            await writer.WriteAsync(change.Now.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
            await writer.WriteAsync(change.Caller.Subject, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(ProtoJson.Of(Submissions.VersionOf(application, 1, change)), NpgsqlDbType.Jsonb, cancellation);
        }

        await writer.CompleteAsync(cancellation);
    }

    private static Application Of(ApplicationImportRow row, Guid id, Guid batchId, DateTimeOffset now) => new()
    {
        ApplicationId = id.ToString(),
        BatchId = batchId.ToString(),
        ProjectName = row.ProjectName,
        OrganisationCode = row.OrganisationCode,
        OrganisationName = row.OrganisationName,
        Industry = row.Industry,
        Track = row.Track,
        District = row.District,
        TotalInvestmentCnyFen = row.TotalInvestmentCnyFen,
        RdInvestmentCnyFen = row.RdInvestmentCnyFen,
        EquipmentLocalisationBp = row.EquipmentLocalisationBp,
        OnIndustrialInternet = row.OnIndustrialInternet,
        Summary = row.Summary,
        TalentNeeds = { row.TalentNeeds.Select(need => new TalentNeedLine { Title = need.Word, Headcount = need.Number }) },
        TechnologyNeeds = { row.TechnologyNeeds },
        ContactName = row.ContactName,
        ContactPhone = row.ContactPhone,
        State = ApplicationState.Submitted,
        CreateTime = Timestamp.FromDateTimeOffset(now),
        SubmitTime = Timestamp.FromDateTimeOffset(now),
        FromFile = true,
    };
}
