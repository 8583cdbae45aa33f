using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>New terms while PROPOSED: earlier consents are void, the reviser consents by revising.</summary>
internal static class ReviseCollaboration
{
    public static Task<Collaboration> RunAsync(Store store, ServerCallContext call, ReviseCollaborationRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var today = CityDays.Of(change.Now);
            var row = await CollaborationRow.LockAsync(change, Guid.Parse(request.CollaborationId));
            if (!row.HasParty(change.Caller.OrganisationCode))
            {
                throw CollaborationErrors.NotAParty.ToException();
            }

            if (row.State != CollaborationState.Proposed)
            {
                throw CollaborationErrors.WrongState(row.State).ToException();
            }

            Etag.Check(request.Etag, row.Version);
            var terms = await StoredTerms.CheckAsync(change, request.Terms);
            if (terms.Parties.All(party => party.OrganisationCode != change.Caller.OrganisationCode))
            {
                throw CollaborationErrors.NotAParty.ToException();
            }

            var text = TermsText.Write(terms);
            await UpdateAsync(change, row, terms, text, ProposeCollaboration.Deadline(request.ConsentDeadline, today));
            await StoredTerms.WriteAsync(change, row.CollaborationId, row.TermsVersion + 1, terms, text);
            change.Audit("collaboration.revise", "collaboration", request.CollaborationId, new { hash = TermsText.Hash(text) });
            return (await CollaborationRow.ReadAsync(change, row.CollaborationId)).ToMessage(today);
        });

    private static Task UpdateAsync(Change change, CollaborationRow row, Terms terms, string text, DateOnly deadline)
    {
        const string sql = """
            update collaboration
            set kind = @kind, title = @Title, description = @Description, project_id = @project, terms_text = @text, terms_hash = @hash,
                terms_version = terms_version + 1, proposer_code = @OrganisationCode, consent_deadline = @deadline, version = version + 1
            where collaboration_id = @CollaborationId
            """;
        return change.ExecuteAsync(sql, new
        {
            row.CollaborationId,
            kind = (short)terms.Kind,
            terms.Title,
            terms.Description,
            project = Ids.Optional(terms.ProjectId, "terms.project_id"),
            text,
            hash = TermsText.Hash(text),
            change.Caller.OrganisationCode,
            deadline,
        });
    }
}
