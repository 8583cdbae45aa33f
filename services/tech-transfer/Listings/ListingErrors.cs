using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

public static class ListingErrors
{
    public static readonly Error NotFound = Error.NotFound("没有这项成果，或您无权查看。", "There is no such listing, or you may not see it.");

    public static readonly Error TitleTaken = Error.Exists("本单位已有同名成果。", "Your organisation has a listing of this title already.");

    public static readonly Error IndustryUnknown = Error.Invalid(
        ErrorReason.IndustryUnknown, "industry", "没有这个产业，请按目录填写。", "There is no such industry: use one of the catalogue.");

    public static readonly Error TrackUnknown = Error.Invalid(
        ErrorReason.TrackUnknown, "track", "没有这个赛道，请按目录填写。", "There is no such track: use one of the catalogue.");

    public static readonly Error DisciplineUnknown = Error.Invalid(
        ErrorReason.DisciplineUnknown, "discipline", "没有这个学科，请按目录选择。", "There is no such discipline: choose one of the list.");

    public static readonly Error Incomplete = Error.Invalid(
        ErrorReason.InvalidField, "title", "请填写名称（至少 2 字）、简介（至少 10 字）和技术就绪度（1–9 级）。", "Give a title of 2 characters or more, a summary of 10 or more and a readiness level of 1 to 9.");

    public static readonly Error PriceRange = Error.Invalid(
        ErrorReason.PriceRangeInvalid, "asking_price_max_cny_fen", "最高价不能低于最低价；只有一个价格时请将最高价留空。", "The highest price is below the lowest: leave it empty where there is one price.");

    public static readonly Error RightTwice = Error.Invalid(
        ErrorReason.RightInvalid, "rights", "同一知识产权填写了两次，请删除一项。", "A right stands twice: remove one.");

    public static readonly Error SecondPersonNeeded = Error.Precondition(
        ErrorReason.SecondPersonNeeded, "提交人不能自己审批，请由本单位另一人审批。", "Who asked for it cannot approve it: another person of your organisation does.");

    public static Error RightNumberInvalid(int index) => Error.Invalid(
        ErrorReason.PatentNumberInvalid, $"rights[{index}].number", "专利号无效：校验位须相符，如 ZL202119900148.8。", "The patent number is invalid: its check digit must hold, as in ZL202119900148.8.");

    public static Error RightKind(int index) => Error.Invalid(
        ErrorReason.RightInvalid, $"rights[{index}].kind", "知识产权类别与号码不符，请核对。", "The kind of the right and its number contradict each other: check them.");

    public static Error RightNumber(int index) => Error.Invalid(
        ErrorReason.RightInvalid, $"rights[{index}].number", "请填写登记号或申请号。", "Give the number of the registration or application.");

    public static Error SoftwareNumber(int index) => Error.Invalid(
        ErrorReason.RightInvalid, $"rights[{index}].number", "软件著作权登记号的格式如 2024SR0123456。", "A software registration number looks like 2024SR0123456.");

    public static Error RightExpiry(int index) => Error.Invalid(
        ErrorReason.RightInvalid, $"rights[{index}].expires_on", "到期日有误：须为 2030-01-31 的格式，有效的权利不能已到期，专利不能超过法定期限。", "The expiry is wrong: write it as 2030-01-31; a right in force has not expired, and a patent lasts no longer than the law allows.");

    public static Error EvidenceMissing(int level, string chinese, string english) => Error.Precondition(
        ErrorReason.EvidenceMissing, $"技术就绪度 {level} 级须有佐证（{chinese}）：请填写说明或上传文件。", $"Readiness level {level} wants evidence ({english}): describe it or attach a file.");

    public static Error PatentNumberInvalid(int index) => Error.Invalid(
        ErrorReason.PatentNumberInvalid, $"patent_numbers[{index}]", "专利号无效：校验位须相符，如 ZL202119900148.8。", "The patent number is invalid: its check digit must hold, as in ZL202119900148.8.");

    public static Error WrongState(ListingState state) => Error.Precondition(
        ErrorReason.WrongState, $"成果的状态为“{Chinese(state)}”，不能执行此操作。", $"The listing is {English(state)}: this cannot be done.");

    private static string Chinese(ListingState state) => state switch
    {
        ListingState.Draft => "草稿",
        ListingState.InApproval => "待审批",
        ListingState.Listed => "已发布",
        ListingState.UnderNegotiation => "洽谈中",
        ListingState.Transferred => "已转化",
        _ => "已撤回",
    };

    private static string English(ListingState state) => state switch
    {
        ListingState.Draft => "a draft",
        ListingState.InApproval => "waiting for approval",
        ListingState.Listed => "listed",
        ListingState.UnderNegotiation => "under negotiation",
        ListingState.Transferred => "transferred",
        _ => "withdrawn",
    };
}
