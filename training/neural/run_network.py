"""Runs the network over windows that windows.mts wrote and writes what it says, a line of JSON a window.

    python run_network.py MODEL WINDOWS.jsonl OUT.jsonl

MODEL is a model.pt of train.py (PyTorch, exact) or an .onnx of export_onnx.py (onnxruntime).
"""

import base64
import json
import sys
import time

import numpy as np

OUTPUTS = ["flat", "names", "anchors", "roles", "stands"]


def runner(path):
    if path.endswith(".onnx"):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(path, options)
        return lambda window: session.run(OUTPUTS, window)
    import torch

    from export_onnx import Window
    from model import Reader

    torch.set_num_threads(1)
    reader = Reader()
    state = torch.load(path)
    reader.load_state_dict(state[sys.argv[4]] if len(sys.argv) > 4 else state)
    window = Window(reader).eval()

    def run(inputs):
        with torch.no_grad():
            return [t.numpy() for t in window(*(torch.from_numpy(inputs[k]) for k in INPUTS))]

    return run


INPUTS = ["ids", "shape", "tag", "lists", "first", "core"]


def main():
    run = runner(sys.argv[1])
    started, pieces = time.time(), 0
    with open(sys.argv[2]) as windows, open(sys.argv[3], "w") as out:
        for line in windows:
            window = json.loads(line)
            bits = np.array(window["lists"], dtype=np.int64)
            inputs = {key: np.array(window[key], dtype=np.int32) for key in ("ids", "shape", "tag", "first", "core")}
            inputs["lists"] = ((bits[:, None] >> np.arange(16)) & 1).astype(np.float32)
            values = dict(zip(OUTPUTS, run(inputs)))
            packed = {}
            for key, value in values.items():
                kind = np.int32 if key == "anchors" else np.float32
                packed[key] = base64.b64encode(np.ascontiguousarray(value, dtype=kind).tobytes()).decode()
            out.write(json.dumps(packed) + "\n")
            pieces += len(window["ids"])
    print(f"{pieces} pieces, {pieces / (time.time() - started):.0f} a second")


if __name__ == "__main__":
    main()
