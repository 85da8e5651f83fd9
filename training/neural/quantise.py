"""Matrices that are multiplied in 8 bits, with as little loss as that allows.

Weights are whole numbers from -127 to 127, a scale for each output, rounded one input after the other so that what rounding
one adds the next ones take away again, by how the inputs go together in real windows (the method of GPTQ: Frantar et al. 2022,
"Accurate post-training quantization for generative pre-trained transformers"). The few inputs that grow far larger than the
rest are multiplied in 32 bits instead (as in LLM.int8: Dettmers et al. 2022), for they would make everything else coarse.

What comes in is rounded when the network runs, each row by its largest value, and what that rounds away is rounded once more and
multiplied as well: 16 bits, by two multiplications of 8.
"""

import torch
from torch import nn

OUTLIERS = 8  # inputs in 32 bits


class Inputs:
    """What comes into a linear layer: the largest of each input, and how they go together."""

    def __init__(self, layer):
        width = layer.in_features
        self.largest = torch.zeros(width)
        self.least = 0.0
        self.together = torch.zeros(width, width)
        self.hook = layer.register_forward_pre_hook(self.see)

    def see(self, _, inputs):
        rows = inputs[0].reshape(-1, len(self.largest))
        self.largest = torch.maximum(self.largest, rows.abs().amax(0))
        self.least = min(self.least, rows.min().item())
        self.together += rows.T @ rows


class MultiplyBytes(torch.autograd.Function):
    """`x @ (rows * scale)`, in ONNX with x rounded to 8 bits by its range, and the rest of it too."""

    @staticmethod
    def forward(_, x, rows, scale):
        return x @ (rows * scale)

    @staticmethod
    def symbolic(g, x, rows, scale):
        whole, step, zero = g.op("DynamicQuantizeLinear", x, outputs=3)
        product = g.op("com.microsoft::MatMulIntegerToFloat", whole, rows, step, scale, zero)
        rest = g.op("Sub", x, g.op("DequantizeLinear", whole, step, zero))
        return g.op("Add", product, g.op("com.microsoft::DynamicQuantizeMatMul", rest, rows, scale))


class BytesLinear(nn.Module):
    """Stands for a linear layer."""

    def __init__(self, layer, inputs):
        super().__init__()
        self.positive = inputs.least > -0.2  # as behind a GELU: a row's largest value tells its range
        weight = layer.weight.detach()
        outliers = inputs.largest.topk(OUTLIERS).indices.sort().values
        mask = torch.ones(weight.shape[1])
        mask[outliers] = 0
        rows, scale = rounded(weight * mask, inputs.together)
        self.register_buffer("mask", mask)
        self.register_buffer("rows", rows.T.contiguous())
        self.register_buffer("scale", scale)
        self.register_buffer("outliers", outliers)
        self.register_buffer("weight", weight[:, outliers].T.contiguous())
        self.register_buffer("bias", layer.bias.detach())

    def forward(self, x):
        y = x * self.mask
        largest = (y if self.positive else y.abs()).amax(-1, keepdim=True).clamp(min=0.2)
        product = MultiplyBytes.apply(y / largest, self.rows, self.scale) * largest
        # the bias last: the runtime then adds it in one go with what follows
        return product + x.index_select(-1, self.outliers) @ self.weight + self.bias


def rounded(weight, together):
    """`[outputs, inputs]` to whole numbers and a scale for each output; inputs that are 0 throughout stay so."""
    weight, together = weight.double(), together.double()
    used = weight.abs().amax(0) > 0
    together = together * used * used[:, None]
    together += torch.diag(torch.where(used, 0.01 * together.diagonal()[used].mean(), 1.0))
    scale = best_scale(weight, together.diagonal())
    order = together.diagonal().argsort(descending=True)
    rest = weight[:, order].clone()
    spread = torch.cholesky_inverse(torch.linalg.cholesky(together[order][:, order]))
    spread = torch.linalg.cholesky(spread, upper=True)
    rows = torch.zeros_like(rest)
    block = 64  # outputs of later inputs are mended for so many at once
    for begin in range(0, rest.shape[1], block):
        end = min(begin + block, rest.shape[1])
        errors = torch.zeros(rest.shape[0], end - begin, dtype=rest.dtype)
        for i in range(begin, end):
            rows[:, i] = (rest[:, i] / scale).round().clamp(-127, 127)
            error = (rest[:, i] - rows[:, i] * scale) / spread[i, i]
            rest[:, i + 1 : end] -= error[:, None] * spread[i, i + 1 : end]
            errors[:, i - begin] = error
        rest[:, end:] -= errors @ spread[begin:end, end:]
    return rows[:, order.argsort()].to(torch.int8), scale.float()


def best_scale(weight, importance):
    """Of each output: to cut off its largest weights may be better than to round all others more coarsely."""
    largest = weight.abs().amax(1).clamp(min=1e-9)
    scales = torch.stack([largest * share / 127 for share in torch.linspace(0.6, 1, 17)])
    errors = []
    for scale in scales:
        whole = (weight / scale[:, None]).round().clamp(-127, 127)
        errors.append(((whole * scale[:, None] - weight) ** 2 * importance).sum(1))
    return scales.gather(0, torch.stack(errors).argmin(0)[None])[0]


def quantise(model, run, wanted):
    """Puts BytesLinear in the place of those of the model's linear layers whose names are `wanted`.

    `run()` runs the model over windows like those that it will read.
    """
    layers = {name: layer for name, layer in model.named_modules() if isinstance(layer, nn.Linear) and wanted(name)}
    inputs = {name: Inputs(layer) for name, layer in layers.items()}
    run()
    for name, layer in layers.items():
        inputs[name].hook.remove()
        parent, _, own = name.rpartition(".")
        setattr(model.get_submodule(parent), own, BytesLinear(layer, inputs[name]))
