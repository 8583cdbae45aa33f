using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.TechTransfer.Matching;

/// <summary>One listing's fit to one need.</summary>
/// <param name="OnTopic">False where only the industry speaks for it, as no listing shares the need's words.</param>
/// <param name="Terms">Terms in common with their share of <paramref name="Text"/>, heaviest first.</param>
public sealed record Scored(
    Listed Listing, bool OnTopic, double Text, double Industry, double Readiness, double Form, double Price, IReadOnlyList<SharedTerm> Terms)
{
    /// <summary>0–100, see <see cref="Formula"/>.</summary>
    public double Score => Formula.Round(Text + Industry + Readiness + Form + Price);

    public static Scored Of(Need need, Listed listing, bool onTopic, double text, IReadOnlyList<SharedTerm> terms) => new(
        listing, onTopic, text, Formula.Industry(need, listing), Formula.Readiness(need, listing), Formula.Form(need, listing), Formula.Price(need, listing), terms);
}

/// <param name="Text">A term, or neighbouring ones joined as they stand in the need.</param>
/// <param name="In">Where the listing holds it, or any of its parts.</param>
public sealed record SharedTerm(string Text, double Points, TextFields In = TextFields.None);
