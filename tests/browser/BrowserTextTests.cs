using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Platform.Coordination.V1;
using Platform.Common.V1;
using Platform.Portal.Texts;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Tests.Fixtures;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.Browser.Tests;

/// <summary>No text of the portal is missing, in either language.</summary>
public sealed partial class BrowserTextTests
{
    private readonly Words _words = new();

    [Fact]
    public void Every_text_stands_in_both_languages() =>
        Assert.All(_words.All, text =>
        {
            Assert.Equal(2, text.Value.Length);
            Assert.All(text.Value, side => Assert.False(string.IsNullOrWhiteSpace(side), text.Key));
            Assert.Equal(Holes(text.Value[0]), Holes(text.Value[1]));
        });

    [Fact]
    public void Every_value_of_the_contracts_enums_has_a_name()
    {
        FileDescriptor[] files =
        [
            OrganisationsReflection.Descriptor, BatchesReflection.Descriptor, ApplicationsReflection.Descriptor, ProjectsReflection.Descriptor,
            PlansReflection.Descriptor, MilestonesReflection.Descriptor, ReportsReflection.Descriptor, ParksReflection.Descriptor, LeadsReflection.Descriptor,
            CollaborationsReflection.Descriptor, FirmsReflection.Descriptor, PoliciesReflection.Descriptor, ClaimsReflection.Descriptor, Talent.V1.NeedsReflection.Descriptor, PlacementsReflection.Descriptor, SkillsReflection.Descriptor, SkillWordsReflection.Descriptor, SkillImportsReflection.Descriptor, RoundsReflection.Descriptor, RoundOffersReflection.Descriptor, ListingsReflection.Descriptor,
            TrainingReflection.Descriptor, TrainingCoursesReflection.Descriptor,
            Transfer.V1.NeedsReflection.Descriptor, NegotiationsReflection.Descriptor, SupportReflection.Descriptor,
            TermSheetsReflection.Descriptor, DataRoomsReflection.Descriptor,
            AgreementsReflection.Descriptor, PriceNoticesReflection.Descriptor, TransferRulesReflection.Descriptor, BenefitSharingReflection.Descriptor, IncubationReflection.Descriptor,
        ];
        var names = files.SelectMany(file => file.EnumTypes)
            .SelectMany(type => Enum.GetNames(type.ClrType).Select(value => $"{type.Name}.{value}"));
        Assert.All(names, name => Assert.True(_words.Has(name), name));
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_exists()
    {
        var folder = Path.Combine(Repository.Root, "services", "portal");
        var files = Directory.EnumerateFiles(folder, "*.razor", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var asked = files.SelectMany(file => Asked().Matches(File.ReadAllText(file)).Cast<System.Text.RegularExpressions.Match>())
            .SelectMany(match => Literal().Matches(match.Groups[1].Value).Cast<System.Text.RegularExpressions.Match>())
            .Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(asked.Count > 200, $"only {asked.Count} texts were found: has the way of asking changed?");
        Assert.All(asked, key => Assert.True(_words.Has(key), key));
    }

    private static List<string> Holes(string text) => Hole().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal).ToList();

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();

    // T[…] and words[…], up to the first comma outside a condition: the key, or both keys of a condition.
    [GeneratedRegex(@"\b(?:T|words|_words)\[([^\],]*)", RegexOptions.None, 1000)]
    private static partial Regex Asked();

    // A literal that is not interpolated and not a compared value.
    [GeneratedRegex(@"(?<![$=] ?)(?<!== )""([A-Za-z][A-Za-z0-9.-]*)""", RegexOptions.None, 1000)]
    private static partial Regex Literal();
}
