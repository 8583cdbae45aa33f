using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Benchmarks.Events;
using Platform.Registry.V1;

namespace Platform.Benchmarks.Grpc;

/// <summary>One application under review, as stored and as answered.</summary>
internal static class SampleApplication
{
    public static readonly Guid Id = new("01900000-0000-7000-8000-000000000001");

    /// <summary>The statement of the registry's GetApplication.</summary>
    public const string Select = """
        select application_id, batch_id, project_name, organisation_code, organisation_name, industry, track, total_investment_cny_fen,
        rd_investment_cny_fen, equipment_localisation_bp, on_industrial_internet, summary, talent_need_titles, talent_need_headcounts,
        technology_needs, contact_name, contact_phone, state, decision_reason, created_at, submitted_at, version
        from application where application_id = $1
        """;

    public static readonly Application Answer = new()
    {
        ApplicationId = Id.ToString(),
        BatchId = Id.ToString(),
        ProjectName = Work.Name,
        OrganisationCode = Work.CreditCode(1),
        OrganisationName = Work.Organisation,
        Industry = "auto-parts",
        Track = "digital-economy",
        TotalInvestmentCnyFen = 1_200_000_000,
        RdInvestmentCnyFen = 150_000_000,
        EquipmentLocalisationBp = 3500,
        OnIndustrialInternet = true,
        Summary = Work.Summary,
        TalentNeeds = { new TalentNeedLine { Title = "智改数转现场工程师", Headcount = 3 }, new TalentNeedLine { Title = "工业机器人调试员", Headcount = 2 } },
        TechnologyNeeds = { "轮毂表面缺陷视觉检测", "铸造过程数字孪生" },
        ContactName = "张三",
        ContactPhone = "13800000000",
        State = ApplicationState.UnderReview,
        CreateTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        SubmitTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        Etag = "1",
    };

    public static async Task StoreAsync(string postgres)
    {
        await using var database = NpgsqlDataSource.Create(postgres);
        await using var batch = database.CreateCommand("""
            insert into batch (batch_id, name, year, state, capacity, minimum_reviews, notice_working_days, rehearsal, created_at, rubric_version_id)
            select $1, '测量批次', 2026, 3, 25, 1, 5, false, now(), rubric_version_id from rubric_version order by created_at limit 1
            """);
        batch.Parameters.Add(new() { Value = Id });
        await batch.ExecuteNonQueryAsync();
        await using var application = database.CreateCommand("""
            insert into application (application_id, batch_id, project_name, organisation_code, organisation_name, industry, track,
                total_investment_cny_fen, rd_investment_cny_fen, equipment_localisation_bp, on_industrial_internet, summary,
                talent_need_titles, talent_need_headcounts, technology_needs, contact_name, contact_phone, state, created_at, submitted_at)
            values ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10, $11, $12, $13, $14, $15, 4, 'epoch', 'epoch')
            """);
        object[] values =
        [
            Id, Answer.ProjectName, Answer.OrganisationCode, Answer.OrganisationName, Answer.Industry, Answer.Track, Answer.TotalInvestmentCnyFen,
            Answer.RdInvestmentCnyFen, Answer.EquipmentLocalisationBp, Answer.Summary, Answer.TalentNeeds.Select(need => need.Title).ToArray(),
            Answer.TalentNeeds.Select(need => need.Headcount).ToArray(), Answer.TechnologyNeeds.ToArray(), Answer.ContactName, Answer.ContactPhone,
        ];
        foreach (var value in values)
            application.Parameters.Add(new() { Value = value });
        await application.ExecuteNonQueryAsync();
    }
}
