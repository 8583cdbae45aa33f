namespace Platform.TalentMatching.Retention;

/// <summary>Follow-ups of one group at one milestone.</summary>
/// <param name="Due">That fell due.</param>
/// <param name="Answered">Of these, with a usable answer whether the talent works in the city.</param>
/// <param name="InCity">Of the answered, in the city.</param>
public readonly record struct Counts(long Due, long Answered, long InCity)
{
    public static Counts operator +(Counts one, Counts other) => new(one.Due + other.Due, one.Answered + other.Answered, one.InCity + other.InCity);
}
