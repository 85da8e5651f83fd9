"""The accurate engine's network: a small BERT encoder (MiniLM, 6 layers of 384) with what it is asked on top.

One pass reads a window of words. Heads on the last layer give names, the tokens that stand for a cue (anchors) and, as
an auxiliary task, which tokens play a role for anybody. For every anchor a narrow second encoder (two layers of 128) then
reads all words again, knowing the anchor, and gives each word its role for that anchor.
"""

import torch
import torch.nn.functional as F
from torch import nn

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
PAIR_WIDTH, PAIR_LAYERS, PAIR_HEADS, PAIR_INNER = 128, 2, 4, 384
REACH = 72  # words to either side of an anchor that may play a role for it
SHAPES = 9  # features.py
TAGS = 64  # TAGS of src/analysis/text/tags.ts, and 0 for no word
LISTS = 15  # bits of the gazetteer's LIST
NAMES = 9  # O, and B and I of four classes
ROLES = 4  # none, source, cue, content
DISTANCES = 40  # buckets of the signed distance to the anchor


def rows(x, kept):
    """Of `[b, t, width]` the rows `kept[b, w]`; all when that is None."""
    if kept is None:
        return x
    batch, length, width = x.shape
    flat = (kept + torch.arange(batch, device=x.device)[:, None] * length).flatten()
    return x.reshape(batch * length, width).index_select(0, flat).reshape(batch, -1, width)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x, mask=None, kept=None):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).reshape(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        # not scaled_dot_product_attention: on a processor its backward pass alone took two fifths of a step
        scores = (q * (q.shape[-1] ** -0.5)) @ k.transpose(-2, -1)
        mixed = torch.softmax(scores if mask is None else scores + mask, -1) @ v
        return self.out(rows(mixed.transpose(1, 2).reshape(batch, length, width), kept))


class Layer(nn.Module):
    """A transformer layer as in BERT: normalised behind each sum. `kept[b, w]`: the rows whose answer is wanted."""

    def __init__(self, width, heads, inner, dropout, eps=1e-12):
        super().__init__()
        self.attention = Attention(width, heads)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask=None, kept=None):
        x = self.norm1(rows(x, kept) + self.dropout(self.attention(x, mask, kept)))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


def distance_buckets():
    """Signed distances -REACH to REACH as one of DISTANCES buckets: exact up to 8, then wider and wider."""
    distance = torch.arange(-REACH, REACH + 1)
    size = distance.abs()
    log = 8 + (torch.log2(size.clamp(min=8).float() / 8) * 3.5).long()
    bucket = torch.where(size < 8, size, log).clamp(max=DISTANCES // 2 - 1)
    return torch.where(distance < 0, bucket, bucket + DISTANCES // 2)


class Reader(nn.Module):
    def __init__(self, vocabulary=30522, positions=512, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(positions, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.tag = nn.Embedding(TAGS, WIDTH)
        self.lists = nn.Linear(LISTS + 1, WIDTH, bias=False)  # gazetteer lists and "stands in quotation marks"
        for added in (self.shape, self.tag, self.lists):
            nn.init.zeros_(added.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, dropout) for _ in range(LAYERS))
        self.names = nn.Linear(WIDTH, NAMES)
        self.flat = nn.Linear(WIDTH, 4)  # anchor, and source, cue, content of anybody
        self.pair_word = nn.Linear(WIDTH, PAIR_WIDTH)
        self.pair_anchor = nn.Linear(WIDTH, PAIR_WIDTH)
        self.pair_distance = nn.Embedding(DISTANCES, PAIR_WIDTH)
        self.pair_norm = nn.LayerNorm(PAIR_WIDTH)
        self.pair_layers = nn.ModuleList(
            Layer(PAIR_WIDTH, PAIR_HEADS, PAIR_INNER, dropout, 1e-5) for _ in range(PAIR_LAYERS)
        )
        self.roles = nn.Linear(PAIR_WIDTH, ROLES)
        self.stands = nn.Linear(PAIR_WIDTH, 1)
        self.register_buffer("buckets", distance_buckets(), persistent=False)

    def encode(self, ids, shape, tag, lists, first, mask=None):
        """Pieces `[b, t]` with the features of their words to the vectors of words; `first[b, w]`: words' first pieces."""
        batch, length = ids.shape
        x = self.word(ids) + self.position.weight[:length] + self.shape(shape) + self.tag(tag) + self.lists(lists)
        x = self.dropout(self.norm(x))
        for layer in self.layers[:-1]:
            x = layer(x, mask)
        return self.layers[-1](x, mask, first)

    def pair(self, vectors, counts, owner, anchors):
        """Words' vectors `[b, w, WIDTH]`, how many words each row has, and anchors `[p]` in rows `owner[p]`, to the role
        logits `[p, 2 * REACH + 1, ROLES]` of the words around each, and whether it stands `[p]`. Row 0's word is no word."""
        batch, length, _ = vectors.shape
        around = anchors[:, None] + torch.arange(-REACH, REACH + 1, device=vectors.device)
        inside = (around >= 1) & (around < counts[owner][:, None])
        index = around.clamp(min=0).minimum(counts[owner][:, None] - 1) + owner[:, None] * length
        words = self.pair_word(vectors).reshape(batch * length, PAIR_WIDTH)
        anchor = self.pair_anchor(vectors.reshape(batch * length, WIDTH).index_select(0, anchors + owner * length))
        x = words.index_select(0, index.flatten()).reshape(-1, 2 * REACH + 1, PAIR_WIDTH)
        x = self.pair_norm(x + anchor[:, None] + self.pair_distance(self.buckets))
        mask = torch.zeros(inside.shape, dtype=x.dtype, device=x.device).masked_fill(~inside, -1e4)[:, None, None]
        for layer in self.pair_layers:
            x = layer(x, mask)
        return self.roles(x), self.stands(x[:, REACH])[:, 0]


def load_minilm(model, tensors):
    """Puts the encoder's published weights (safetensors by name) into the model; what is new stays as it was."""
    kind = tensors["embeddings.token_type_embeddings.weight"][0]
    with torch.no_grad():
        model.word.weight.copy_(tensors["embeddings.word_embeddings.weight"])
        model.position.weight.copy_(tensors["embeddings.position_embeddings.weight"] + kind)
        model.norm.weight.copy_(tensors["embeddings.LayerNorm.weight"])
        model.norm.bias.copy_(tensors["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(model.layers):
            prefix = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                qkv = [tensors[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.attention.qkv, part).copy_(torch.cat(qkv))
                getattr(layer.attention.out, part).copy_(tensors[f"{prefix}attention.output.dense.{part}"])
                getattr(layer.norm1, part).copy_(tensors[f"{prefix}attention.output.LayerNorm.{part}"])
                getattr(layer.inner, part).copy_(tensors[f"{prefix}intermediate.dense.{part}"])
                getattr(layer.outer, part).copy_(tensors[f"{prefix}output.dense.{part}"])
                getattr(layer.norm2, part).copy_(tensors[f"{prefix}output.LayerNorm.{part}"])


def read_safetensors(path):
    """A safetensors file of float32 tensors, without a package for it: 8 bytes length, a JSON header, the data."""
    import json

    import numpy as np

    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        begin, end = entry["data_offsets"]
        tensors[name] = torch.from_numpy(np.frombuffer(data[begin:end], dtype=np.float32).reshape(entry["shape"]).copy())
    return tensors


def parameter_groups(model, rate, head_rate, layer_decay, weight_decay):
    """The deeper, the slower; word embeddings stay as they are."""
    model.word.weight.requires_grad_(False)
    groups = []

    def add(parameters, rate):
        decayed = [p for p in parameters if p.requires_grad and p.ndim > 1]
        rest = [p for p in parameters if p.requires_grad and p.ndim <= 1]
        groups.append({"params": decayed, "lr": rate, "weight_decay": weight_decay})
        groups.append({"params": rest, "lr": rate, "weight_decay": 0.0})

    add([model.position.weight, *model.norm.parameters()], rate * layer_decay**LAYERS)
    for number, layer in enumerate(model.layers):
        add(list(layer.parameters()), rate * layer_decay ** (LAYERS - 1 - number))
    heads = [model.shape, model.tag, model.lists, model.names, model.flat, model.pair_word, model.pair_anchor]
    heads += [model.pair_distance, model.pair_norm, model.pair_layers, model.roles, model.stands]
    add([p for head in heads for p in head.parameters()], head_rate)
    return groups

