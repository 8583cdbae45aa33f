using Platform.Chassis.Catalogues;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.PriceNotices;

/// <summary>An objection as stored.</summary>
internal sealed record ObjectionRow
{
    public const string Columns = "o.objection_id, o.notice_id, o.state, o.objector_name, o.contact, o.grounds, o.filed_at, o.answer, o.answered_at";

    public Guid ObjectionId { get; init; }

    public Guid NoticeId { get; init; }

    public PriceObjectionState State { get; init; }

    public string ObjectorName { get; init; } = "";

    public string Contact { get; init; } = "";

    public string Grounds { get; init; } = "";

    public DateTimeOffset FiledAt { get; init; }

    public string Answer { get; init; } = "";

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <param name="named">With who objects and how to reach them.</param>
    public PriceObjection ToMessage(bool named) => new()
    {
        ObjectionId = ObjectionId.ToString(),
        NoticeId = NoticeId.ToString(),
        State = State,
        ObjectorName = named ? ObjectorName : "",
        Contact = named ? Contact : "",
        Grounds = Grounds,
        Answer = Answer,
        FileDay = CityDays.Text(CityDays.Of(FiledAt)),
        AnswerDay = AnsweredAt is { } at ? CityDays.Text(CityDays.Of(at)) : "",
    };
}
