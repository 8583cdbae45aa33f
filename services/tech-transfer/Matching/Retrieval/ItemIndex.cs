using System.Diagnostics.CodeAnalysis;

namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>Things that are found by their text.</summary>
public sealed class ItemIndex<T>(RetrievalParameters parameters)
    where T : class
{
    private readonly Dictionary<Guid, T> _items = [];

    public RetrievalParameters Parameters => parameters;

    public TextIndex Texts { get; } = new(parameters);

    public int Count => _items.Count;

    public IReadOnlyDictionary<Guid, T> Items => _items;

    public T this[Guid id] => _items[id];

    public bool TryGet(Guid id, [MaybeNullWhen(false)] out T item) => _items.TryGetValue(id, out item);

    public void Put(Guid id, T item, IndexedText text)
    {
        Texts.Put(id, text);
        _items[id] = item;
    }

    public void Remove(Guid id)
    {
        Texts.Remove(id);
        _items.Remove(id);
    }
}
