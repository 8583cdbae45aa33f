using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Notices;

/// <summary>The list as it was published, without personal data or scores.</summary>
internal static class GetNotice
{
    public static async Task<Notice> RunAsync(Store store, TimeProvider clock, ServerCallContext call, GetNoticeRequest request)
    {
        var batchId = Guid.Parse(request.BatchId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        const string notice = $"{NoticeRow.Select} where b.batch_id = @batchId and b.notice_first_day is not null";
        var row = await connection.QuerySingleOrDefaultAsync<NoticeRow>(new CommandDefinition(notice, new { batchId }, cancellationToken: call.CancellationToken))
            ?? throw NoticeErrors.NotFound.ToException();
        // Capacity bounds the list at 1,000.
        const string list = """
            select r.rank, a.application_id, a.project_name, a.organisation_name, a.industry, n.application_id is not null as supplementary,
                coalesce(n.first_day, b.notice_first_day) as first_day, coalesce(n.last_day, b.notice_last_day) as last_day
            from ranking r join application a using (application_id) join batch b on b.batch_id = r.batch_id
            left join notice_addition n using (application_id)
            where r.batch_id = @batchId and r.outcome = 1
            order by r.rank
            limit 1000
            """;
        var projects = await connection.QueryAsync<ProjectLine>(new CommandDefinition(list, new { batchId }, cancellationToken: call.CancellationToken));
        var message = row.ToMessage(CityDays.Of(clock.GetUtcNow()));
        message.Projects.AddRange(projects.Select(project => project.ToMessage()));
        return message;
    }

    private sealed class ProjectLine
    {
        public int Rank { get; init; }

        public string ProjectName { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public string Industry { get; init; } = "";

        public Guid ApplicationId { get; init; }

        public bool Supplementary { get; init; }

        public DateOnly FirstDay { get; init; }

        public DateOnly LastDay { get; init; }

        public NoticedProject ToMessage() => new()
        {
            Rank = Rank,
            ProjectName = ProjectName,
            OrganisationName = OrganisationName,
            Industry = Industry,
            ApplicationId = ApplicationId.ToString(),
            Supplementary = Supplementary,
            FirstDay = CityDays.Text(FirstDay),
            LastDay = CityDays.Text(LastDay),
        };
    }
}
