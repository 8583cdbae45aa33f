using Platform.Chassis.Catalogues;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

/// <summary>What a need's field, range of budget and deadline must hold.</summary>
internal static class NeedTerms
{
    /// <returns>The codes of industry and track.</returns>
    /// <exception cref="Chassis.Errors.FailedException">INDUSTRY_UNKNOWN, TRACK_UNKNOWN, PRICE_RANGE_INVALID.</exception>
    public static (string Industry, string Track) Check(CreateTechnologyNeedRequest request, Catalogue catalogue)
    {
        var industry = catalogue.Industries.Find(request.Industry)?.Code ?? throw NeedErrors.IndustryUnknown.ToException();
        var track = request.Track.Length == 0 ? "" : catalogue.Tracks.Find(request.Track)?.Code ?? throw NeedErrors.TrackUnknown.ToException();
        return request.BudgetMaxCnyFen == 0 || request.BudgetMaxCnyFen >= request.BudgetCnyFen
            ? (industry, track)
            : throw NeedErrors.BudgetRange.ToException();
    }

    /// <summary>The day that is written; null where none is.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD, PAST_DATE.</exception>
    public static DateOnly? Deadline(string text, DateOnly today)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var date = CityDays.Parse(text) ?? throw NeedErrors.NotADate.ToException();
        return date >= today ? date : throw NeedErrors.PastDate.ToException();
    }
}
