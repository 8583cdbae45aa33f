using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.TechTransfer.Listings;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>OPEN → ENDED without an agreement; the listing is offered again where nobody else negotiates on it.</summary>
internal static class EndNegotiation
{
    private const string End = """
        update negotiation set state = 3, ending = @ending, ended_by = @by, end_reason = @reason, due_at = null, version = version + 1
        where negotiation_id = @NegotiationId
        """;

    public static Task<Negotiation> RunAsync(Store store, EndNegotiationRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, listing) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            Etag.Check(request.Etag, row.Version);
            NegotiationMove.MustBeOpen(row);
            await EndAsync(change, row, listing, NegotiationEnding.Withdrawn, request.Reason);
            return (await NegotiationRow.ReadAsync(change, row.NegotiationId))!.ToMessage();
        });

    /// <summary>Ends an open negotiation; the change has locked it and its listing.</summary>
    public static async Task EndAsync(Change change, NegotiationRow row, ListingRow listing, NegotiationEnding ending, string reason)
    {
        var by = ending == NegotiationEnding.Withdrawn ? change.Caller.OrganisationCode : "";
        await change.ExecuteAsync(End, new { row.NegotiationId, ending = (short)ending, by, reason });
        await ListingFollows.ReleaseAsync(change, listing);
        NegotiationActs.Write(change, row.NegotiationId, NegotiationActKind.Ended, row.Stage, reason);
        Tell(change, row, ending);
        change.Raise(new NegotiationEnded
        {
            NegotiationId = row.NegotiationId.ToString(),
            ListingId = row.ListingId.ToString(),
            NeedId = row.NeedId?.ToString() ?? "",
            OrganisationCode = row.OrganisationCode,
            OwnerCode = row.OwnerCode,
            ProjectId = row.ProjectId,
            CollaborationId = row.CollaborationId,
            Ending = ending,
            Stage = row.Stage,
        }, row.NegotiationId.ToString());
        change.Audit("negotiation.end", "negotiation", row.NegotiationId.ToString(), new { ending = ending.ToString(), stage = row.Stage.ToString() });
    }

    private static void Tell(Change change, NegotiationRow row, NegotiationEnding ending)
    {
        var (chinese, english) = ending switch
        {
            NegotiationEnding.Withdrawn => ("对方已退出，洽谈终止。", "the other side has withdrawn, and it has ended."),
            NegotiationEnding.Expired => ("期限已过，洽谈终止。", "the deadline has passed, and it has ended."),
            NegotiationEnding.CollaborationEnded => ("三方协同事项已终止，洽谈随之终止。", "the collaboration has ended, and this with it."),
            _ => ("成果已由其他单位取得，洽谈终止。", "the listing went to another firm, and it has ended."),
        };
        NegotiationNotices.TellOther(change, row, "negotiation.ended", chinese, english);
    }
}
