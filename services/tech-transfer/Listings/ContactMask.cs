namespace Platform.TechTransfer.Listings;

/// <summary>Hides contacts from those who have no need of them yet: 张*明, 138****5678.</summary>
public static class ContactMask
{
    public static string Name(string name)
    {
        var characters = name.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        return characters.Count switch
        {
            0 => "",
            1 or 2 => characters[0] + "*",
            var count => characters[0] + new string('*', count - 2) + characters[^1],
        };
    }

    public static string Phone(string phone) => phone.Length switch
    {
        0 => "",
        < 8 => new string('*', phone.Length),
        _ => string.Concat(phone.AsSpan(0, 3), "****", phone.AsSpan(phone.Length - 4)),
    };
}
