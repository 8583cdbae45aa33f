using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>Newest first; a firm sees its own, officials what was submitted.</summary>
internal static class ListAssessments
{
    private const string Sql = $"""
        select {AssessmentRow.Columns} from assessment
        where ((@official and state >= 2) or organisation_code = @own)
            and (@organisation = '' or organisation_code = @organisation)
            and (@state = 0 or state = @state)
            and (@industry = '' or industry = @industry)
            and (@before::uuid is null or assessment_id < @before)
        order by assessment_id desc
        limit @limit
        """;

    public static async Task<ListAssessmentsResponse> RunAsync(Store store, ServerCallContext call, ListAssessmentsRequest request)
    {
        var caller = Caller.Of(call);
        var own = caller.Is(Roles.Enterprise) ? caller.OrganisationCode : "";
        var query = $"ListAssessments {own} {request.OrganisationCode} {request.State} {request.Industry}";
        var size = PageSize.Of(request.PageSize);
        var before = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<AssessmentRow>(new CommandDefinition(
            Sql,
            new
            {
                official = caller.Is(Roles.Official), own, organisation = request.OrganisationCode, state = (short)request.State, industry = request.Industry, before, limit = size + 1,
            },
            cancellationToken: call.CancellationToken))).AsList();
        var questionnaires = await QuestionnairesOfAsync(connection, rows, call.CancellationToken);
        var response = new ListAssessmentsResponse { Assessments = { rows.Take(size).Select(row => row.ToMessage(questionnaires[row.QuestionnaireNumber])) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].AssessmentId.ToString());
        }

        return response;
    }

    private static async Task<Dictionary<int, Questionnaire>> QuestionnairesOfAsync(NpgsqlConnection connection, List<AssessmentRow> rows, CancellationToken cancellation)
    {
        var found = new Dictionary<int, Questionnaire>();
        foreach (var number in rows.Select(row => row.QuestionnaireNumber).Distinct())
        {
            found.Add(number, await Questionnaires.ReadAsync(connection, number, cancellation));
        }

        return found;
    }
}
