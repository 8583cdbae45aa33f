using Platform.Common.V1;

namespace Platform.Demo.City;

/// <summary>The organisations of the demo city: <c>organisations.csv</c>, in plain UTF-8 without quotes.</summary>
public static class ShippedOrganisations
{
    public static IReadOnlyList<ShippedOrganisation> Read(string folder)
    {
        var file = Path.Combine(folder, "organisations.csv");
        return File.Exists(file)
            ? [.. File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length == 3).Select(cells => new ShippedOrganisation(cells[0], cells[1], KindOf(cells[2])))]
            : [];
    }

    private static OrganisationKind KindOf(string word) => word switch
    {
        "government" => OrganisationKind.Government,
        "enterprise" => OrganisationKind.Enterprise,
        _ => OrganisationKind.University,
    };
}

/// <summary>An organisation that the demo city has.</summary>
public sealed record ShippedOrganisation(string Name, string Code, OrganisationKind Kind);
