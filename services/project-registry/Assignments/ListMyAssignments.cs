using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Applications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>What a reviewer has to review, of all batches under review.</summary>
internal static class ListMyAssignments
{
    private const string Select = """
        select s.application_id, s.batch_id, b.name as batch_name, a.project_name, a.organisation_name, a.organisation_code, a.industry, s.state,
            b.anonymous_review, a.review_number, b.review_until, s.reopened_at is not null as reopened,
            (select r.filed_at from review r where r.application_id = s.application_id and r.reviewer_id = s.reviewer_id and r.excluded_at is null) as filed_at,
            exists (select from review_draft d where d.application_id = s.application_id and d.reviewer_id = s.reviewer_id) as has_draft,
            (select p.panel_id from panel p where p.application_id = s.application_id and p.state = 1
                and exists (select from review r where r.application_id = s.application_id and r.reviewer_id = s.reviewer_id and r.excluded_at is null)) as panel_id
        from assignment s join application a using (application_id) join batch b on b.batch_id = s.batch_id
        where s.reviewer_id = @reviewer and s.state = 2
        """;

    private const string Many = $"""
        {Select} and b.state = 4 and a.state = 4
            and (@afterBatch::uuid is null or (s.batch_id, s.application_id) < (@afterBatch, @afterApplication::uuid))
        order by s.batch_id desc, s.application_id desc
        limit @limit
        """;

    public static async Task<ListMyAssignmentsResponse> RunAsync(Store store, ServerCallContext call, ListMyAssignmentsRequest request)
    {
        const string query = "ListMyAssignments";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 2);
        var size = PageSize.Of(request.PageSize, maximum: 500);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<MineRow>(new CommandDefinition(
            Many,
            new { reviewer = Caller.Of(call).Subject, afterBatch = PageKeys.Id(keys, 0), afterApplication = PageKeys.Id(keys, 1), limit = size + 1 },
            cancellationToken: call.CancellationToken))).AsList();
        var response = new ListMyAssignmentsResponse { Assignments = { rows.Take(size).Select(row => row.ToMessage()) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].BatchId.ToString(), rows[size - 1].ApplicationId.ToString());
        }

        return response;
    }

    /// <summary>One of the caller's, as published.</summary>
    public static async Task<MyAssignment> OneAsync(Change change, Guid applicationId) =>
        (await change.QuerySingleOrDefaultAsync<MineRow>($"{Select} and s.application_id = @applicationId", new { reviewer = change.Caller.Subject, applicationId }))!.ToMessage();

    private sealed class MineRow
    {
        public Guid ApplicationId { get; init; }

        public Guid BatchId { get; init; }

        public string BatchName { get; init; } = "";

        public string ProjectName { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public string Industry { get; init; } = "";

        public AssignmentState State { get; init; }

        public bool AnonymousReview { get; init; }

        public int? ReviewNumber { get; init; }

        public DateTimeOffset? ReviewUntil { get; init; }

        public bool Reopened { get; init; }

        public DateTimeOffset? FiledAt { get; init; }

        public bool HasDraft { get; init; }

        public Guid? PanelId { get; init; }

        public MyAssignment ToMessage()
        {
            var anonymity = AnonymousReview ? Anonymity.Of(ReviewNumber, OrganisationName, OrganisationCode) : null;
            return new MyAssignment
            {
                ApplicationId = ApplicationId.ToString(),
                BatchId = BatchId.ToString(),
                BatchName = BatchName,
                ProjectName = anonymity?.Mask(ProjectName) ?? ProjectName,
                OrganisationName = anonymity?.Alias ?? OrganisationName,
                Industry = Industry,
                State = State,
                FileTime = FiledAt is { } filed ? Timestamp.FromDateTimeOffset(filed) : null,
                HasDraft = HasDraft,
                ReviewUntil = ReviewUntil is { } until ? Timestamp.FromDateTimeOffset(until) : null,
                Reopened = Reopened,
                PanelId = PanelId?.ToString() ?? "",
            };
        }
    }
}
