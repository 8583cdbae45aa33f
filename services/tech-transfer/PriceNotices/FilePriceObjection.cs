using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Common.V1;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.PriceNotices;

/// <summary>Takes an objection from the public while the notice runs.</summary>
internal static class FilePriceObjection
{
    private const int OpenOfNotice = 50;
    private const int OpenOfContact = 3;

    private const string Insert = """
        insert into price_objection as o (objection_id, notice_id, receipt_hash, state, objector_name, contact, grounds, filed_at)
        values (@id, @notice, @hash, 1, @name, @contact, @grounds, @Now)
        """;

    /// <summary>Whoever calls without a token; stands in the audit as that.</summary>
    private static readonly Caller Public = new("public", "", OrganisationKind.Unspecified, new HashSet<string>());

    public static async Task<FiledPriceObjection> RunAsync(Store store, ServerCallContext call, FilePriceObjectionRequest request)
    {
        var answer = new FiledPriceObjection { ReceiptCode = ReceiptCode.New() };
        await store.ChangeAsync(Public, async change =>
        {
            var notice = Guid.Parse(request.NoticeId);
            var row = await RunningAsync(change, notice);
            await RequireRoomAsync(change, notice, request.Contact.Trim());
            var id = change.NewId();
            await change.ExecuteAsync(Insert, new
            {
                id, notice, hash = ReceiptCode.Hash(answer.ReceiptCode), name = request.ObjectorName.Trim(), contact = request.Contact.Trim(), grounds = request.Grounds.Trim(), change.Now,
            });
            change.Audit("price_objection.file", "price_notice", request.NoticeId, new { objection = id });
            Inform.Organisation(change, row.OwnerCode, new Message(
                "price_objection.filed", $"“{row.ListingTitle}”的价格公示收到一件异议，请核查答复。", $"An objection to the price notice of “{row.ListingTitle}” was filed: answer it.", $"/agreements/{row.AgreementId}"));
            answer.Objection = (await change.QuerySingleOrDefaultAsync<ObjectionRow>($"select {ObjectionRow.Columns} from price_objection o where o.objection_id = @id", new { id }))!.ToMessage(named: true);
        }, call.CancellationToken);
        return answer;
    }

    /// <summary>Holds the contract until the commit, so that no signature overtakes the objection.</summary>
    private static async Task<AgreementRow> RunningAsync(Change change, Guid notice)
    {
        await change.ExecuteAsync("select from agreement a join price_notice n using (agreement_id) where n.notice_id = @notice for no key update of a", new { notice });
        var row = await change.QuerySingleOrDefaultAsync<AgreementRow>($"{AgreementRow.Select} where n.notice_id = @notice", new { notice })
            ?? throw PriceNoticeErrors.NotFound.ToException();
        return row.State == AgreementState.PublicNotice && CityDays.Of(change.Now) <= row.NoticeLastDay ? row : throw PriceNoticeErrors.Over(CityDays.Text(row.NoticeLastDay)).ToException();
    }

    private static async Task RequireRoomAsync(Change change, Guid notice, string contact)
    {
        const string sql = """
            select count(*)::int, (count(*) filter (where contact = @contact))::int from price_objection where notice_id = @notice and state = 1
            """;
        var (all, own) = await change.QuerySingleOrDefaultAsync<(int All, int Own)>(sql, new { notice, contact });
        if (all >= OpenOfNotice)
        {
            throw PriceNoticeErrors.TooManyOpen.ToException();
        }

        if (own >= OpenOfContact)
        {
            throw PriceNoticeErrors.TooManyOfContact.ToException();
        }
    }
}
