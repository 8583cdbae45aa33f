using System.Globalization;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Agreements;

public sealed class PriceNoticeTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private AgreementService.AgreementServiceClient Firm => service.Agreements(service.Enterprise(TransferFixture.Firm));

    private AgreementService.AgreementServiceClient Owner => service.Agreements(service.University(TransferFixture.Yanshan));

    private PriceNoticeService.PriceNoticeServiceClient Public => service.PriceNotices(service.Anonymous());

    [Fact]
    public async Task An_agreed_price_is_signed_only_after_its_notice_has_run()
    {
        var drafted = await DraftAsync("协议定价的成果");
        await RefusedAsync(ErrorReason.PriceNoticeRequired, () => Firm.SignAgreementAsync(Hash(drafted)).ResponseAsync);
        await RefusedAsync(ErrorReason.AlreadySigned, () => Owner.AgreePriceAsync(Hash(drafted)).ResponseAsync);
        await RefusedAsync(ErrorReason.WrongState, () => Owner.PublishPriceNoticeAsync(Publish(drafted)).ResponseAsync);
        Assert.Equal(AgreementState.PriceAgreed, (await Firm.AgreePriceAsync(Hash(drafted))).State);
        await RefusedAsync(ErrorReason.PriceNoticeRequired, () => Firm.SignAgreementAsync(Hash(drafted)).ResponseAsync);
        var early = Publish(drafted);
        early.Days = 14;
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.NoticeTooShort, () => Owner.PublishPriceNoticeAsync(early).ResponseAsync);
        var noticed = await Owner.PublishPriceNoticeAsync(Publish(drafted));
        Assert.Equal((AgreementState.PublicNotice, true), (noticed.State, noticed.Notice.Running));
        Assert.Equal(15, DateOnly.Parse(noticed.Notice.LastDay, CultureInfo.InvariantCulture).DayNumber - DateOnly.Parse(noticed.Notice.PublishDay, CultureInfo.InvariantCulture).DayNumber);

        service.Clock.Move(TimeSpan.FromDays(15));
        await RefusedAsync(ErrorReason.NoticeRunning, () => Firm.SignAgreementAsync(Hash(drafted)).ResponseAsync);
        Assert.Equal(3, await StateAsync(drafted));
        service.Clock.Move(TimeSpan.FromDays(1));
        await Firm.SignAgreementAsync(Hash(drafted));
        Assert.Equal(AgreementState.InForce, (await Owner.SignAgreementAsync(Hash(drafted))).State);
        Assert.False((await Public.GetPriceNoticeAsync(new GetPriceNoticeRequest { NoticeId = noticed.Notice.NoticeId })).Running);
    }

    [Fact]
    public async Task An_objection_from_the_public_holds_up_the_signature_until_it_is_answered()
    {
        var noticed = await NoticedAsync("公示中收到异议的成果");
        var seen = Assert.Single((await Public.ListPriceNoticesAsync(new ListPriceNoticesRequest())).Notices, notice => notice.NoticeId == noticed.Notice.NoticeId);
        Assert.Equal((noticed.ListingTitle, 5_000_000L, true), (seen.ListingTitle, seen.AmountCnyFen, seen.Running));
        var filed = await Public.FilePriceObjectionAsync(Objection(noticed, "contact-1@example.org"));
        service.Clock.Move(TimeSpan.FromDays(16));
        await RefusedAsync(ErrorReason.WrongState, () => Public.FilePriceObjectionAsync(Objection(noticed, "late@example.org")).ResponseAsync);
        await RefusedAsync(ErrorReason.ObjectionsOpen, () => Firm.SignAgreementAsync(Hash(noticed)).ResponseAsync);
        await service.PriceNotices(service.University(TransferFixture.Yanshan)).AnswerPriceObjectionAsync(
            new AnswerPriceObjectionRequest { ObjectionId = filed.Objection.ObjectionId, Answer = "价格经评估，依据充分" });
        await Firm.SignAgreementAsync(Hash(noticed));
        var followed = await Public.FollowPriceObjectionAsync(new FollowPriceObjectionRequest { ReceiptCode = filed.ReceiptCode.ToLowerInvariant() });
        Assert.Equal((PriceObjectionState.Dismissed, "价格经评估，依据充分", ""), (followed.State, followed.Answer, followed.ObjectorName));
    }

    [Fact]
    public async Task An_upheld_objection_withdraws_the_notice_and_opens_the_price_again()
    {
        var noticed = await NoticedAsync("异议成立的成果");
        var filed = await Public.FilePriceObjectionAsync(Objection(noticed, "contact-2@example.org"));
        var owner = service.PriceNotices(service.University(TransferFixture.Yanshan));
        var answer = new AnswerPriceObjectionRequest { ObjectionId = filed.Objection.ObjectionId, Answer = "价格偏低，重新议定", Uphold = true };
        await owner.AnswerPriceObjectionAsync(answer);
        await RefusedAsync(ErrorReason.WrongState, () => owner.AnswerPriceObjectionAsync(answer).ResponseAsync);
        Assert.Equal(1, await StateAsync(noticed));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Public.GetPriceNoticeAsync(new GetPriceNoticeRequest { NoticeId = noticed.Notice.NoticeId }).ResponseAsync);
        service.Clock.Move(TimeSpan.FromDays(16));
        await RefusedAsync(ErrorReason.PriceNoticeRequired, () => Firm.SignAgreementAsync(Hash(noticed)).ResponseAsync);
    }

    [Fact]
    public async Task A_new_draft_withdraws_the_running_notice()
    {
        var noticed = await NoticedAsync("公示中改价的成果");
        var draft = await Owner.DraftAgreementAsync(new DraftAgreementRequest { NegotiationId = noticed.NegotiationId, Kind = AgreementKind.Licence, AmountCnyFen = 1, Terms = "另价" });
        Assert.Equal((AgreementState.Draft, null), (draft.State, draft.Notice));
        Assert.True(await service.ScalarAsync<bool>("select withdrawn from price_notice where notice_id = @id", new { id = Guid.Parse(noticed.Notice.NoticeId) }));
    }

    [Fact]
    public async Task Who_objects_is_shown_to_the_owner_alone_and_one_contact_files_three_at_most()
    {
        var noticed = await NoticedAsync("异议人信息保护的成果");
        for (var i = 0; i < 3; i++)
        {
            await Public.FilePriceObjectionAsync(Objection(noticed, "same@example.org"));
        }

        await TransferFixture.RefusedAsync(StatusCode.ResourceExhausted, ErrorReason.LimitReached, () => Public.FilePriceObjectionAsync(Objection(noticed, "same@example.org")).ResponseAsync);
        var request = new ListPriceObjectionsRequest { NoticeId = noticed.Notice.NoticeId };
        Assert.All((await service.PriceNotices(service.University(TransferFixture.Yanshan)).ListPriceObjectionsAsync(request)).Objections, one => Assert.Equal("same@example.org", one.Contact));
        Assert.All((await service.PriceNotices(service.Official()).ListPriceObjectionsAsync(request)).Objections, one => Assert.Equal(("", ""), (one.Contact, one.ObjectorName)));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => service.PriceNotices(service.University(TransferFixture.Northeastern)).ListPriceObjectionsAsync(request).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => service.PriceNotices(service.Enterprise(TransferFixture.Firm)).ListPriceObjectionsAsync(request).ResponseAsync);
    }

    [Fact]
    public async Task A_rule_changes_by_officials_from_today_on_and_the_next_notice_follows_it()
    {
        var officials = service.TransferRules(service.Official());
        var today = CityDays.Of(service.Clock.GetUtcNow());
        var rule = new SetTransferRuleRequest
        {
            Key = TransferRuleKey.PriceNoticeDays, ValidFrom = today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Value = 20, SourceZh = "某省新规定", SourceEn = "A new rule of the province",
        };
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PastDate, () => officials.SetTransferRuleAsync(rule).ResponseAsync);
        rule.ValidFrom = today.AddDays(400).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => service.TransferRules(service.University(TransferFixture.Yanshan)).SetTransferRuleAsync(rule).ResponseAsync);
        await officials.SetTransferRuleAsync(rule);
        Assert.Equal(2, (await officials.ListTransferRulesAsync(new ListTransferRulesRequest())).Rules.Count(one => one.Key == TransferRuleKey.PriceNoticeDays));
        rule.Key = TransferRuleKey.InventorShareBp;
        rule.Value = 10_001;
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => officials.SetTransferRuleAsync(rule).ResponseAsync);
    }

    private static FilePriceObjectionRequest Objection(Agreement agreement, string contact) => new()
    {
        NoticeId = agreement.Notice.NoticeId, ObjectorName = "测试异议人", Contact = contact, Grounds = "该成果另有评估结论，价格明显偏低。",
    };

    private static AgreementHashRequest Hash(Agreement agreement) => new() { AgreementId = agreement.AgreementId, TermsHash = agreement.TermsHash };

    private static PublishPriceNoticeRequest Publish(Agreement agreement) => new() { AgreementId = agreement.AgreementId };

    private static Task RefusedAsync(ErrorReason reason, Func<Task> call) => TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, reason, call);

    private async Task<Agreement> DraftAsync(string title) => await Owner.DraftAgreementAsync(new DraftAgreementRequest
    {
        ListingId = (await service.ListAsync(title)).ListingId, OrganisationCode = TransferFixture.Firm, Kind = AgreementKind.Licence, AmountCnyFen = 5_000_000, Terms = "许可条款",
    });

    private async Task<Agreement> NoticedAsync(string title)
    {
        var drafted = await DraftAsync(title);
        await Firm.AgreePriceAsync(Hash(drafted));
        return await Owner.PublishPriceNoticeAsync(Publish(drafted));
    }

    private Task<int> StateAsync(Agreement agreement) => service.ScalarAsync<int>("select state from agreement where agreement_id = @id", new { id = Guid.Parse(agreement.AgreementId) });
}
