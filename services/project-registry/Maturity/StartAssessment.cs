using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>A draft of the caller's firm on the questionnaire in force, with the answers of its last assessment on it.</summary>
internal static class StartAssessment
{
    public static Task<Assessment> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, StartAssessmentRequest request)
    {
        if (catalogue.Industries.FindByCode(request.Industry) is null)
        {
            throw MaturityErrors.IndustryUnknown(request.Industry).ToException();
        }

        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var questionnaire = await Questionnaires.PresentAsync(change);
            var name = await change.QuerySingleOrDefaultAsync<string>(
                "select name from organisation where organisation_code = @OrganisationCode", new { change.Caller.OrganisationCode })
                ?? throw MaturityErrors.NoOrganisation.ToException();
            var id = change.NewId();
            await InsertAsync(change, id, name, request, questionnaire.Number, await FormerAnswersAsync(change, questionnaire));
            change.Audit("assessment.start", "assessment", id.ToString());
            return (await AssessmentRow.ReadAsync(change, id)).ToMessage(questionnaire);
        });
    }

    private static async Task<short[]> FormerAnswersAsync(Change change, Questionnaire questionnaire)
    {
        const string sql = """
            select answers from assessment
            where organisation_code = @OrganisationCode and state >= 2 and questionnaire_number = @Number
            order by submitted_at desc
            limit 1
            """;
        return await change.QuerySingleOrDefaultAsync<short[]>(sql, new { change.Caller.OrganisationCode, questionnaire.Number })
            ?? Enumerable.Repeat(Answers.None, questionnaire.Items().Count()).ToArray();
    }

    private static async Task InsertAsync(Change change, Guid id, string name, StartAssessmentRequest request, int number, short[] answers)
    {
        const string sql = """
            insert into assessment (assessment_id, organisation_code, organisation_name, industry, is_sme, questionnaire_number, state, answers, created_at)
            values (@id, @OrganisationCode, @name, @Industry, @IsSme, @number, @draft, @answers, @Now)
            """;
        try
        {
            await change.ExecuteAsync(sql, new
            {
                id, change.Caller.OrganisationCode, name, request.Industry, request.IsSme, number, draft = (short)AssessmentState.Draft, answers, change.Now,
            });
        }
        catch (PostgresException exception) when (exception.Violates("assessment_one_draft"))
        {
            throw MaturityErrors.DraftExists.ToException();
        }
    }
}
