using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>Quotas between the contract and the decisions.</summary>
internal static class QuotaMessages
{
    public static Quota ToMessage(this ClassQuota quota)
    {
        var message = new Quota { Kind = quota.Class.Kind, Code = quota.Class.Code, Minimum = quota.Minimum };
        if (quota.Maximum is { } maximum)
        {
            message.Maximum = maximum;
        }

        return message;
    }

    /// <summary>Quotas as asked; whether they can be met is for the selection to say.</summary>
    /// <exception cref="FailedException">INDUSTRY_UNKNOWN, or INVALID_FIELD where another class is unknown or one stands twice.</exception>
    public static IReadOnlyList<ClassQuota> Read(IEnumerable<Quota> quotas, Catalogue catalogue)
    {
        var read = new List<ClassQuota>();
        foreach (var quota in quotas)
        {
            var kind = quota.Kind == QuotaKind.Unspecified ? QuotaKind.Industry : quota.Kind;
            var one = new QuotaClass(kind, quota.Code);
            if (ClassNames.ListOf(kind, catalogue).FindByCode(quota.Code) is null)
            {
                throw BatchErrors.ClassUnknown(one).ToException();
            }

            if (read.Exists(other => other.Class == one))
            {
                throw BatchErrors.QuotaTwice(one).ToException();
            }

            read.Add(new(one, quota.Minimum, quota.HasMaximum ? quota.Maximum : null));
        }

        return read;
    }
}

internal static class ClassNames
{
    /// <summary>The catalogue's classes of a kind.</summary>
    public static CatalogueList ListOf(QuotaKind kind, Catalogue catalogue) => kind switch
    {
        QuotaKind.Track => catalogue.Tracks,
        QuotaKind.District => catalogue.Districts,
        _ => catalogue.Industries,
    };

    /// <summary>The class's name; its code where the catalogue no longer has it.</summary>
    public static string Of(QuotaClass one, Catalogue catalogue, Language language) =>
        ListOf(one.Kind, catalogue).FindByCode(one.Code) is { } item ? language.Pick(item.NameZh, item.NameEn) : one.Code;

    /// <summary>With its kind before it where the name alone may stand for two classes.</summary>
    public static string Full(QuotaClass one, Catalogue catalogue, Language language) =>
        one.Kind == QuotaKind.Industry ? Of(one, catalogue, language) : $"{KindOf(one.Kind, language)}{language.Pick("“", " “")}{Of(one, catalogue, language)}”";

    public static string KindOf(QuotaKind kind, Language language) => kind switch
    {
        QuotaKind.Track => language.Pick("赛道", "track"),
        QuotaKind.District => language.Pick("县区", "district"),
        _ => language.Pick("产业", "industry"),
    };
}
