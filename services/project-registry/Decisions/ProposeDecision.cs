using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Decisions;

/// <summary>Writes down what the first official proposes, with the version of the subject that the proposal is based on.</summary>
internal static class ProposeDecision
{
    public static Task<Decision> RunAsync(Store store, DecisionKinds kinds, ServerCallContext call, ProposeDecisionRequest request)
    {
        var kind = kinds.Of(DecisionKinds.KindOf(request.Terms));
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var subjectId = Guid.Parse(request.SubjectId);
            var subject = await kind.CheckAsync(change, subjectId, request.Terms);
            var id = change.NewId();
            await InsertAsync(change, id, kind.Kind, subjectId, subject, request);
            Notify.Organisation(change, change.Caller.OrganisationCode, new Message(
                "decision.proposed", $"“{subject.Name}”有一项决定待复核。", $"A decision about “{subject.Name}” waits for a second official.", "/decisions"));
            change.Audit("decision.propose", "decision", id.ToString(), new { kind = kind.Kind.ToString(), subjectId });
            return (await DecisionRow.ReadAsync(change, id)).ToMessage(change.Caller);
        });
    }

    private static async Task InsertAsync(Change change, Guid id, DecisionKind kind, Guid subjectId, DecisionSubject subject, ProposeDecisionRequest request)
    {
        const string sql = """
            insert into decision (decision_id, kind, subject_id, subject_name, link, terms, reason, subject_version, state, proposed_by,
                organisation_code, proposed_at)
            values (@id, @kind, @subjectId, @Name, @Link, @terms::jsonb, @Reason, @Version, @proposed, @Subject, @OrganisationCode, @Now)
            """;
        try
        {
            await change.ExecuteAsync(sql, new
            {
                id, kind = (short)kind, subjectId, subject.Name, subject.Link, terms = DecisionRow.Write(request.Terms), request.Reason, subject.Version,
                proposed = (short)DecisionState.Proposed, change.Caller.Subject, change.Caller.OrganisationCode, change.Now,
            });
        }
        catch (PostgresException exception) when (exception.Violates("decision_pending_once"))
        {
            throw DecisionErrors.Pending.ToException();
        }
    }
}
