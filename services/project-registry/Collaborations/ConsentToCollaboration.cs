using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>A party's consent to the terms with this hash. The last one activates.</summary>
internal static class ConsentToCollaboration
{
    public static Task<Collaboration> RunAsync(Store store, ServerCallContext call, ConsentRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var today = CityDays.Of(change.Now);
            var row = await CollaborationRow.LockAsync(change, Guid.Parse(request.CollaborationId));
            Check(row, change.Caller.OrganisationCode, request.TermsHash, today);
            const string sql = """
                update collaboration_party set consented_at = @Now
                where collaboration_id = @CollaborationId and organisation_code = @OrganisationCode and consented_at is null
                """;
            var given = await change.ExecuteAsync(sql, new { row.CollaborationId, change.Caller.OrganisationCode, change.Now });
            if (given == 1)
            {
                change.Audit("collaboration.consent", "collaboration", request.CollaborationId, new { hash = request.TermsHash });
                await ActivateIfAllConsentedAsync(change, row.CollaborationId);
            }

            return (await CollaborationRow.ReadAsync(change, row.CollaborationId)).ToMessage(today);
        });

    private static void Check(CollaborationRow row, string organisationCode, string hash, DateOnly today)
    {
        if (!row.HasParty(organisationCode))
        {
            throw CollaborationErrors.NotAParty.ToException();
        }

        CollaborationSteps.Take(row.State, CollaborationStep.Activate);
        if (row.ConsentDeadline < today)
        {
            throw CollaborationErrors.DeadlinePassed.ToException();
        }

        if (hash != row.TermsHash)
        {
            throw CollaborationErrors.TermsChanged.ToException();
        }
    }

    private static async Task ActivateIfAllConsentedAsync(Change change, Guid id)
    {
        var row = await CollaborationRow.ReadAsync(change, id);
        if (row.Parties.Any(party => party.ConsentedAt is null))
        {
            return;
        }

        await row.MoveAsync(change, CollaborationSteps.Take(row.State, CollaborationStep.Activate));
        var terms = row.ToMessage(CityDays.Of(change.Now)).Terms;
        change.Raise(new CollaborationActivated
        {
            CollaborationId = id.ToString(),
            Kind = row.Kind,
            ProjectId = terms.ProjectId,
            TermsHash = row.TermsHash,
            Parties = { terms.Parties },
            Commitments = { terms.Commitments },
        }, id.ToString());
        change.Audit("collaboration.activate", "collaboration", id.ToString());
    }
}
