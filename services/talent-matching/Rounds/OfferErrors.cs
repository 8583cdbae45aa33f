using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Rounds;

public static class OfferErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此邀约。", "There is no such offer.");

    public static readonly Error Answered = Error.Precondition(
        ErrorReason.WrongState, "该邀约已答复、已过期或已撤回。", "The offer was answered, has expired or was withdrawn.");

    public static readonly Error Expired = Error.Precondition(
        ErrorReason.DeadlinePassed, "该邀约的答复期限已过，名额将顺延给候补人才。", "The offer's deadline has passed; the seat goes to the next talent.");

    public static readonly Error OffersOver = Error.Precondition(
        ErrorReason.DeadlinePassed, "邀约截止时间已过，不能再发出邀约。", "The end of the offers has passed: none can be sent any more.");

    public static readonly Error Promised = Error.Invalid(
        ErrorReason.InvalidField, "offers_until", "邀约截止时间不能早于已发出邀约的答复期限。", "The offers must not end before the deadline of one that is open.");

    public static readonly Error RespondByPast = Error.Invalid(
        ErrorReason.PastDate, "respond_by", "答复期限须晚于现在。", "The deadline for answers must lie ahead.");

    public static readonly Error RespondByLate = Error.Invalid(
        ErrorReason.InvalidField, "respond_by", "答复期限不能晚于双选会的邀约截止时间。", "The deadline for answers must not be after the end of the round's offers.");
}
