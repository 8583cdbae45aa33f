using System.Globalization;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// The query of one list page. The inner one finds the ids of the page by the indexes of migration 0013 alone, which hold the
/// columns that are filtered; the outer one reads these rows. Ids are ordered by time and part each sort's ties.
/// </summary>
internal sealed class ApplicationList(ListApplicationsRequest request, Sight sight)
{
    private readonly string _query = string.Create(
        CultureInfo.InvariantCulture,
        $"ListApplications {request.BatchId} {request.State} {request.Industry} {request.Track} {request.District} {request.Sort} {request.Descending} {sight} {request.Text}");

    public string Sql => $"""
        select {ApplicationRow.ListColumns}
        from application
        where application_id = any(array(
            select application_id from application
            where {string.Join(" and ", Conditions())}
            order by {Order}
            limit @limit))
        order by {Order}
        limit @limit
        """;

    /// <exception cref="Chassis.Errors.FailedException">PAGE_TOKEN_INVALID.</exception>
    public object Parameters(int limit)
    {
        var keys = PageToken.Decode(request.PageToken, _query, keyCount: 2);
        return new
        {
            batchId = Guid.Parse(request.BatchId),
            sight.Submitted,
            sight.Own,
            sight.Reviewer,
            state = (short)request.State,
            request.Industry,
            request.Track,
            request.District,
            text = request.Text.Trim().ToLowerInvariant(),
            afterInstant = request.Sort == ApplicationSort.SubmitTime ? PageKeys.Instant(keys, 0) : null,
            afterNumber = request.Sort == ApplicationSort.TotalInvestment ? PageKeys.Long(keys, 0) : null,
            afterText = keys?[0],
            afterId = PageKeys.Id(keys, 1),
            limit,
        };
    }

    public string TokenAfter(ApplicationRow last) => PageToken.Encode(_query, request.Sort switch
    {
        ApplicationSort.SubmitTime => last.SubmittedAt!.Value.ToString("O", CultureInfo.InvariantCulture),
        ApplicationSort.TotalInvestment => last.TotalInvestmentCnyFen.ToString(CultureInfo.InvariantCulture),
        ApplicationSort.ProjectName => last.ProjectName,
        _ => "",
    }, last.ApplicationId.ToString());

    private string Direction => request.Descending ? "desc" : "asc";

    private string Order => request.Sort switch
    {
        ApplicationSort.SubmitTime => $"submitted_at {Direction}, application_id {Direction}",
        ApplicationSort.TotalInvestment => $"total_investment_cny_fen {Direction}, application_id {Direction}",
        ApplicationSort.ProjectName => $"project_name collate \"C\" {Direction}, application_id {Direction}",
        _ => $"application_id {Direction}",
    };

    private string After => request.Sort switch
    {
        ApplicationSort.SubmitTime => "(submitted_at, application_id) {0} (@afterInstant, @afterId)",
        ApplicationSort.TotalInvestment => "(total_investment_cny_fen, application_id) {0} (@afterNumber, @afterId)",
        ApplicationSort.ProjectName => "(project_name collate \"C\", application_id) {0} (@afterText, @afterId)",
        _ => "application_id {0} @afterId",
    };

    private IEnumerable<string> Conditions()
    {
        yield return "batch_id = @batchId";
        yield return sight.Condition;
        // Only those that were submitted have a time of it.
        (bool Asked, string Sql)[] conditions =
        [
            (request.Sort == ApplicationSort.SubmitTime, "submitted_at is not null"),
            (request.State != ApplicationState.Unspecified, "state = @state"),
            (request.Industry.Length > 0, "industry = @Industry"),
            (request.Track.Length > 0, "track = @Track"),
            (request.District.Length > 0, "district = @District"),
            (request.Text.Trim().Length > 1, "search_grams @> application_grams(@text)"),
            (request.Text.Trim().Length > 0, "strpos(search_text, @text) > 0"),
            (request.PageToken.Length > 0, string.Format(CultureInfo.InvariantCulture, After, request.Descending ? "<" : ">")),
        ];
        foreach (var (_, sql) in conditions.Where(condition => condition.Asked))
        {
            yield return sql;
        }
    }
}
