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

    public static Error PatentNumberInvalid(int index) => Error.Invalid(
        ErrorReason.PatentNumberInvalid, $"patent_numbers[{index}]", "专利号无效：校验位须相符，如 ZL202119900148.8。", "The patent number is invalid: its check digit must hold, as in ZL202119900148.8.");

    public static Error WrongState(ListingState state) => Error.Precondition(
        ErrorReason.WrongState, $"成果的状态为“{Chinese(state)}”，不能执行此操作。", $"The listing is {English(state)}: this cannot be done.");

    private static string Chinese(ListingState state) => state switch
    {
        ListingState.Draft => "草稿",
        ListingState.Listed => "已发布",
        ListingState.UnderNegotiation => "洽谈中",
        ListingState.Transferred => "已转化",
        _ => "已撤回",
    };

    private static string English(ListingState state) => state switch
    {
        ListingState.Draft => "a draft",
        ListingState.Listed => "listed",
        ListingState.UnderNegotiation => "under negotiation",
        ListingState.Transferred => "transferred",
        _ => "withdrawn",
    };
}
