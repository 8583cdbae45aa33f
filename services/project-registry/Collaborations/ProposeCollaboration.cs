using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>Puts terms to the parties; the proposer, one of them, consents by proposing.</summary>
internal static class ProposeCollaboration
{
    // [choice] Long enough for a committee to meet, short enough that a proposal does not lie for ever.
    private const int DefaultDaysToConsent = 30;

    public static Task<Collaboration> RunAsync(Store store, ServerCallContext call, ProposeCollaborationRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var today = CityDays.Of(change.Now);
            var terms = await StoredTerms.CheckAsync(change, request.Terms);
            if (terms.Parties.All(party => party.OrganisationCode != change.Caller.OrganisationCode))
            {
                throw CollaborationErrors.NotAParty.ToException();
            }

            var deadline = Deadline(request.ConsentDeadline, today);
            var text = TermsText.Write(terms);
            var id = change.NewId();
            await InsertAsync(change, id, terms, text, deadline);
            await StoredTerms.WriteAsync(change, id, version: 1, terms, text);
            change.Audit("collaboration.propose", "collaboration", id.ToString(), new { hash = TermsText.Hash(text) });
            return (await CollaborationRow.ReadAsync(change, id)).ToMessage(today);
        });

    public static DateOnly Deadline(string given, DateOnly today) =>
        given.Length == 0 ? today.AddDays(DefaultDaysToConsent) : TermsRules.Day(given, "consent_deadline", today);

    private static Task InsertAsync(Change change, Guid id, Terms terms, string text, DateOnly deadline)
    {
        const string sql = """
            insert into collaboration (collaboration_id, kind, title, description, project_id, state, terms_text, terms_hash, terms_version,
                proposer_code, consent_deadline, created_at)
            values (@id, @kind, @Title, @Description, @project, 1, @text, @hash, 1, @OrganisationCode, @deadline, @Now)
            """;
        return change.ExecuteAsync(sql, new
        {
            id,
            kind = (short)terms.Kind,
            terms.Title,
            terms.Description,
            project = Ids.Optional(terms.ProjectId, "terms.project_id"),
            text,
            hash = TermsText.Hash(text),
            change.Caller.OrganisationCode,
            deadline,
            change.Now,
        });
    }
}
