using Npgsql;
using NpgsqlTypes;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Writes imported rows with one COPY, however many.</summary>
internal static class ImportedApplications
{
    private const string Copy = """
        copy application (application_id, batch_id, project_name, organisation_code, organisation_name, industry, track,
            total_investment_cny_fen, rd_investment_cny_fen, equipment_localisation_bp, on_industrial_internet, summary,
            talent_need_titles, talent_need_headcounts, technology_needs, contact_name, contact_phone, state, created_at, submitted_at, district)
        from stdin (format binary)
        """;

    /// <returns>Ids in the order of the rows; they ascend, so that lists and ties follow the file.</returns>
    public static async Task<IReadOnlyList<string>> InsertAsync(Change change, Guid batchId, IReadOnlyList<ApplicationImportRow> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var ids = rows.Select(_ => change.NewId()).Order().ToList();
        await using var writer = await change.Connection.BeginBinaryImportAsync(Copy, change.Cancellation);
        foreach (var (id, row) in ids.Zip(rows))
        {
            await WriteAsync(writer, change, id, batchId, row);
        }

        await writer.CompleteAsync(change.Cancellation);
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
    }
}
