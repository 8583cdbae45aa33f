namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>
/// The English (Porter2) stemmer of the Snowball project, written from its published definition
/// (https://snowballstem.org/algorithms/english/stemmer.html). Words with other signs than a–z stay as they are.
/// </summary>
public static class Porter2
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie", ["idly"] = "idl", ["gently"] = "gentl", ["ugly"] = "ugli",
        ["early"] = "earli", ["only"] = "onli", ["singly"] = "singl", ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe", ["atlas"] = "atlas",
        ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes",
    };

    private static readonly HashSet<string> AfterPlural = new(["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"], StringComparer.Ordinal);
    private static readonly string[] RegionExceptions = ["gener", "commun", "arsen"];
    private static readonly string[] Doubles = ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"];

    private static readonly (string Ending, string New)[] Step2 =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"),
        ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"),
        ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Ending, string New)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Step4 =
        ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

    public static string Stem(string word)
    {
        if (word.Length < 3 || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        if (Exceptions.TryGetValue(word, out var exception))
        {
            return exception;
        }

        var marked = MarkConsonantY(word);
        var (r1, r2) = Regions(marked);
        marked = Plural(marked);
        if (AfterPlural.Contains(marked))
        {
            return marked;
        }

        marked = FinalY(PastAndParticiple(marked, r1));
        marked = Derived(marked, r1, r2);
        return Last(marked, r1, r2).Replace('Y', 'y');
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static string MarkConsonantY(string word)
    {
        var letters = word.ToCharArray();
        for (var place = 0; place < letters.Length; place++)
        {
            if (letters[place] == 'y' && (place == 0 || IsVowel(letters[place - 1])))
            {
                letters[place] = 'Y';
            }
        }

        return new string(letters);
    }

    private static (int R1, int R2) Regions(string word)
    {
        var prefix = Array.Find(RegionExceptions, one => word.StartsWith(one, StringComparison.Ordinal));
        var r1 = prefix?.Length ?? After(word, 0);
        return (r1, After(word, r1));
    }

    /// <summary>The place after the first consonant that follows a vowel.</summary>
    private static int After(string word, int start)
    {
        for (var place = start + 1; place < word.Length; place++)
        {
            if (!IsVowel(word[place]) && IsVowel(word[place - 1]))
            {
                return place + 1;
            }
        }

        return word.Length;
    }

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);

    private static bool HasVowel(string word, int length) => word.AsSpan(0, length).ContainsAny("aeiouy");

    private static string Plural(string word)
    {
        if (Ends(word, "sses"))
        {
            return word[..^2];
        }

        if (Ends(word, "ied") || Ends(word, "ies"))
        {
            return word.Length > 4 ? word[..^2] : word[..^1];
        }

        return Ends(word, "s") && !Ends(word, "us") && !Ends(word, "ss") && word.Length > 2 && HasVowel(word, word.Length - 2) ? word[..^1] : word;
    }

    private static string PastAndParticiple(string word, int r1)
    {
        foreach (var ending in new[] { "eedly", "eed" })
        {
            if (Ends(word, ending))
            {
                return word.Length - ending.Length >= r1 ? word[..^ending.Length] + "ee" : word;
            }
        }

        var cut = new[] { "ingly", "edly", "ing", "ed" }.FirstOrDefault(ending => Ends(word, ending))?.Length ?? 0;
        if (cut == 0 || !HasVowel(word, word.Length - cut))
        {
            return word;
        }

        var stem = word[..^cut];
        if (Ends(stem, "at") || Ends(stem, "bl") || Ends(stem, "iz"))
        {
            return stem + "e";
        }

        if (Doubles.Any(twice => Ends(stem, twice)))
        {
            return stem[..^1];
        }

        return r1 >= stem.Length && EndsShort(stem) ? stem + "e" : stem;
    }

    /// <summary>Ends in a short syllable.</summary>
    private static bool EndsShort(string word) => word.Length switch
    {
        2 => IsVowel(word[0]) && !IsVowel(word[1]),
        > 2 => !IsVowel(word[^1]) && word[^1] is not ('w' or 'x' or 'Y') && IsVowel(word[^2]) && !IsVowel(word[^3]),
        _ => false,
    };

    private static string FinalY(string word) => word.Length > 2 && word[^1] is 'y' or 'Y' && !IsVowel(word[^2]) ? word[..^1] + "i" : word;

    private static string Derived(string word, int r1, int r2)
    {
        word = Replace(word, Step2, r1, r2);
        return Replace(word, Step3, r1, r2);
    }

    private static string Replace(string word, (string Ending, string New)[] rules, int r1, int r2)
    {
        var (ending, replacement) = Array.Find(rules, rule => Ends(word, rule.Ending));
        if (ending is null || word.Length - ending.Length < r1)
        {
            return word;
        }

        var before = word.Length > ending.Length ? word[word.Length - ending.Length - 1] : ' ';
        var allowed = ending switch
        {
            "ogi" => before == 'l',
            "li" => "cdeghkmnrt".Contains(before, StringComparison.Ordinal),
            "ative" => word.Length - ending.Length >= r2,
            _ => true,
        };
        return allowed ? word[..^ending.Length] + replacement : word;
    }

    private static string Last(string word, int r1, int r2)
    {
        var ending = Array.Find(Step4, one => Ends(word, one));
        if (ending is not null && word.Length - ending.Length >= r2 && (ending != "ion" || (word.Length > 3 && word[^4] is 's' or 't')))
        {
            word = word[..^ending.Length];
        }

        if (Ends(word, "e"))
        {
            return word.Length - 1 >= r2 || (word.Length - 1 >= r1 && !EndsShort(word[..^1])) ? word[..^1] : word;
        }

        return Ends(word, "ll") && word.Length - 1 >= r2 ? word[..^1] : word;
    }
}
