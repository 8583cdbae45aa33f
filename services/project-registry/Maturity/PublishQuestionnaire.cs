using System.Globalization;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>A new version after the last one, for good; assessments that are under way stay on theirs.</summary>
internal static class PublishQuestionnaire
{
    public static Task<Questionnaire> RunAsync(Store store, ServerCallContext call, PublishQuestionnaireRequest request)
    {
        QuestionnaireRules.Check(request.Questionnaire);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var from = DayFields.Of(request.Questionnaire.EffectiveFrom, "questionnaire.effective_from");
            if (from < CityDays.Of(change.Now))
            {
                throw MaturityErrors.EffectiveInPast.ToException();
            }

            var published = await Questionnaires.AddAsync(change, request.Questionnaire, from);
            change.Audit("questionnaire.publish", "questionnaire", published.Number.ToString(CultureInfo.InvariantCulture));
            return published;
        });
    }
}
